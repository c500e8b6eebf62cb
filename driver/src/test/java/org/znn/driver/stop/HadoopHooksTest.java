package org.znn.driver.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Order of the hooks among those of Hadoop and Spark. */
class HadoopHooksTest {

    private final List<Runnable> added = new ArrayList<>();

    @AfterEach
    void removeHooks() {
        added.forEach(ShutdownHookManager.get()::removeShutdownHook);
    }

    @Test
    void firstAndLastEncloseAllOthers() throws Exception {
        Runnable first = hook();
        Runnable last = hook();
        Runnable other = hook();
        HadoopHooks.addLast(last, Duration.ofSeconds(1));
        ShutdownHookManager.get().addShutdownHook(other, FileSystem.SHUTDOWN_HOOK_PRIORITY);
        HadoopHooks.addFirst(first, Duration.ofSeconds(1));
        HadoopHooks.addSparks();
        List<Runnable> order = order();
        assertEquals(first, order.get(0));
        assertEquals(last, order.get(order.size() - 1));
        assertEquals(1, order.stream().filter(h -> h.getClass().getName().startsWith("org.apache.spark.")).count());
    }

    private Runnable hook() {
        // A lambda without state would be one object for all hooks.
        Runnable hook = added::size;
        added.add(hook);
        return hook;
    }

    /** Returns the hooks in the order in which Hadoop runs them, which it does not publish. */
    private static List<Runnable> order() throws ReflectiveOperationException {
        Method sorted = ShutdownHookManager.class.getDeclaredMethod("getShutdownHooksInOrder");
        sorted.setAccessible(true);
        List<Runnable> order = new ArrayList<>();
        for (Object entry : (List<?>) sorted.invoke(ShutdownHookManager.get())) {
            Method hook = entry.getClass().getDeclaredMethod("getHook");
            hook.setAccessible(true);
            order.add((Runnable) hook.invoke(entry));
        }
        return order;
    }
}
