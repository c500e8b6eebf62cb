package org.znn.worker.convolution.fft.simd.plane;

import java.util.Arrays;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.product.AxialOuterProduct;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.TileTransform;
import org.znn.worker.simd.CacheLine;

/**
 * The plan of the weight gradient of a correlation with few input channels. Groups of tiles are distributed over parts
 * with sums of their own. Memory holds the sums as [part][block of output channels][frequency][tap][complex vector],
 * then the workspaces of the threads.
 *
 * @param plan     plan of the correlation
 * @param tapLanes lane of each tap relative to the lane of an output plane, with the number of taps rounded up by
 *                 {@link AxialOuterProduct#roundUpTaps}
 * @param parts    number of parts, which does not depend on the number of threads
 */
public record Fft2dGradientPlan(Fft2dPlan plan, int[] tapLanes, int parts) {

    private static final int COMPLEX = ComplexVectors.FLOATS;
    private static final int MAX_PARTS = 16;
    /** Maximum bytes of the sums of all parts; a single part may exceed it. */
    private static final long SUMS_BYTES = 128L << 20;

    /** Plans the gradient of a correlation. */
    static Fft2dGradientPlan of(CorrelationProblem problem) {
        Fft2dPlan plan = Fft2dPlan.of(problem);
        // The taps added for rounding have lane 0: their sums repeat those of the first tap and are ignored.
        int[] tapLanes = Arrays.copyOf(plan.tapLanes(), AxialOuterProduct.roundUpTaps(plan.taps()));
        long bytes = (long) problem.outBlocks() * plan.frequencies() * tapLanes.length * COMPLEX * Float.BYTES;
        int parts = (int) Math.max(1, Math.min(Math.min(MAX_PARTS, plan.groups()), SUMS_BYTES / bytes));
        return new Fft2dGradientPlan(plan, tapLanes, parts);
    }

    /** Returns the first group of a part, which is the end of the groups of the part before. */
    int firstGroup(int part) {
        return (int) ((long) plan.groups() * part / parts);
    }

    /** Returns the distance in floats between two frequencies of the sums. */
    int frequencyStride() {
        return tapLanes.length * COMPLEX;
    }

    /** Returns the floats of the sums of a part for a block of output channels. */
    int blockFloats() {
        return Math.multiplyExact(plan.frequencies(), frequencyStride());
    }

    /** Returns the index of the sums of a part for a block of output channels. */
    int sumsAt(int part, int block) {
        int number = part * plan.correlation().outBlocks() + block;
        return Math.addExact(CacheLine.ARRAY_ORIGIN, Math.multiplyExact(number, blockFloats()));
    }

    /** Returns the index of a worker's workspace. */
    int workspaceAt(int worker) {
        int floats = Math.max(Fft2dWorkspace.floats(plan), TileTransform.workspaceFloats(plan.transformSize()));
        return Math.addExact(sumsAt(parts, 0), Math.multiplyExact(worker, floats));
    }

    /** Returns the scratchpad size for a number of threads. */
    public Scratchpad.Size scratchpadSize(int threads) {
        return new Scratchpad.Size(workspaceAt(threads), 0, 0);
    }
}
