package org.znn.worker.convolution.fft.tiled;

import java.util.Arrays;
import org.znn.worker.convolution.Scratch;

/**
 * How the gradient by the kernels of few input channels is computed, and where everything lies: first the sums of each
 * part of the groups in the order (part, block of output channels, frequency, tap, element), then each thread's room.
 *
 * @param plan    of the correlation
 * @param offsets of the taps, as many as are summed
 * @param parts   that the groups are shared out in, whatever the number of threads
 */
record PlaneGradientPlan(PlanePlan plan, int[] offsets, int parts) {

    private static final int ELEMENT = LineTransform.ELEMENT;
    private static final int PARTS = 16;
    /** Bytes of sums at most if there are several parts. */
    private static final long SUMS_BYTES = 128L << 20;

    /** The plan. */
    static PlaneGradientPlan of(Correlation c) {
        PlanePlan plan = PlanePlan.of(c);
        // Taps that are there for nothing sum what the first one sums.
        int[] offsets = Arrays.copyOf(plan.offsets(), PlaneOuterProduct.whole(plan.taps()));
        long bytes = (long) c.outBlocks() * plan.half() * offsets.length * ELEMENT * Float.BYTES;
        int parts = (int) Math.max(1, Math.min(Math.min(PARTS, plan.groups()), SUMS_BYTES / bytes));
        return new PlaneGradientPlan(plan, offsets, parts);
    }

    /** The first group of a part; that of the next is the end. */
    int firstGroup(int part) {
        return (int) ((long) plan.groups() * part / parts);
    }

    /** From a frequency of the sums to the next. */
    int stride() {
        return offsets.length * ELEMENT;
    }

    /** Numbers of the sums of a part and block. */
    int ofBlock() {
        return Math.multiplyExact(plan.half(), stride());
    }

    /** Where they begin. */
    int sumsAt(int part, int block) {
        int number = part * plan.correlation().outBlocks() + block;
        return Math.addExact(CorrelationPlan.ORIGIN, Math.multiplyExact(number, ofBlock()));
    }

    /** Where a worker's room begins. */
    int roomAt(int worker) {
        int room = Math.max(PlaneRoom.numbers(plan), TileTransform.workspace(plan.size()));
        return Math.addExact(sumsAt(parts, 0), Math.multiplyExact(worker, room));
    }

    /** Scratch for so many threads. */
    Scratch.Size scratch(int threads) {
        return new Scratch.Size(roomAt(threads), 0, 0);
    }
}
