package org.znn.driver.bench;

import java.util.function.Supplier;
import org.znn.common.network.NetworkSpec;
import org.znn.common.problem.UserMistake;
import org.znn.driver.report.Quantities;
import org.znn.worker.engine.PassTooLarge;

/** Refuses what does not fit this JVM before it is tried. */
final class HeapCheck {

    private static final String REMEDY =
            "choose a smaller output size, or give more memory with --driver-memory before the command";

    private HeapCheck() {
    }

    /** The plan, unless one of its arrays is larger than Java allows. */
    static <P> P fitting(NetworkSpec network, Supplier<P> plan) {
        try {
            return plan.get();
        } catch (PassTooLarge e) {
            throw new UserMistake(network.source(), e.getMessage(), REMEDY);
        }
    }

    /**
     * Refuses what is larger than the heap.
     *
     * @param what  needs the memory, in words
     * @param bytes it holds and returns
     */
    static void check(NetworkSpec network, String what, long bytes) {
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap) {
            throw new UserMistake(network.source(), what + " needs " + Quantities.bytes(bytes) + ", the heap has "
                    + Quantities.bytes(heap), REMEDY);
        }
    }
}
