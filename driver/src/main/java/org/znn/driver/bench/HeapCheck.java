package org.znn.driver.bench;

import java.util.function.Supplier;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.network.NetworkSpec;
import org.znn.driver.report.Quantities;
import org.znn.worker.engine.PassTooLargeException;

/** Rejects plans that do not fit in the heap of this JVM. */
final class HeapCheck {

    private static final String REMEDY =
            "choose a smaller output size, or give more memory with --driver-memory before the command";

    private HeapCheck() {
    }

    /** Creates a plan; throws {@link UserErrorException} if one of its arrays exceeds the maximum length in Java. */
    static <P> P requireArrays(NetworkSpec network, Supplier<P> plan) {
        try {
            return plan.get();
        } catch (PassTooLargeException e) {
            throw new UserErrorException(network.source(), e.reason(), REMEDY);
        }
    }

    /**
     * Throws {@link UserErrorException} if the heap is too small.
     *
     * @param what  description of the work, for the message
     * @param bytes required memory in bytes
     */
    static void requireHeap(NetworkSpec network, String what, long bytes) {
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap) {
            throw new UserErrorException(network.source(), what + " needs " + Quantities.formatBytes(bytes)
                    + ", but the heap has " + Quantities.formatBytes(heap), REMEDY);
        }
    }
}
