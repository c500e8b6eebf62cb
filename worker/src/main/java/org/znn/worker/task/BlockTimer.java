package org.znn.worker.task;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Sums the time that one block spends in each phase. Not thread-safe. */
public final class BlockTimer {

    private enum Phase {
        READING, COMPUTING, WRITING
    }

    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);

    /** Executes an action and adds its time to reading. */
    public void timeReading(Runnable action) {
        time(Phase.READING, () -> {
            action.run();
            return null;
        });
    }

    /** Executes an action and adds its time to computing. */
    public <T> T timeComputing(Supplier<T> action) {
        return time(Phase.COMPUTING, action);
    }

    /** Executes an action and adds its time to writing, which includes compression. */
    public void timeWriting(Runnable action) {
        time(Phase.WRITING, () -> {
            action.run();
            return null;
        });
    }

    private <T> T time(Phase phase, Supplier<T> action) {
        long start = System.nanoTime();
        T result = action.get();
        nanos.merge(phase, System.nanoTime() - start, Long::sum);
        return result;
    }

    public long readingNanos() {
        return nanos.getOrDefault(Phase.READING, 0L);
    }

    public long computingNanos() {
        return nanos.getOrDefault(Phase.COMPUTING, 0L);
    }

    public long writingNanos() {
        return nanos.getOrDefault(Phase.WRITING, 0L);
    }
}
