package org.znn.worker.convolution.direct;

import java.util.Comparator;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.simd.DirectKernel;
import org.znn.worker.simd.Simd;

/** Selects the kernel of a direct convolution. */
final class DirectKernelSelection {

    /** Cost of loading a vector, in multiply-adds: most vectors straddle two cache lines and miss the L1 cache. */
    private static final double VECTOR_LOAD_COST = 2;
    /** Cost of loading a weight, in multiply-adds. */
    private static final double WEIGHT_LOAD_COST = 0.5;

    private DirectKernelSelection() {
    }

    /** Returns the kernel with the lowest cost of multiply-adds, padding included, and loads. */
    static DirectKernel cheapest(ConvolutionShape shape, Simd simd) {
        return simd.directKernels().stream()
                .min(Comparator.comparingDouble(kernel -> cost(shape, kernel))).orElseThrow();
    }

    /** Returns the cost per tap and vector, in multiply-adds. */
    private static double cost(ConvolutionShape shape, DirectKernel kernel) {
        int maps = kernel.maps();
        int vectors = kernel.vectors();
        return PackedWeights.groupCount(shape, maps)
                * (maps * vectors + VECTOR_LOAD_COST * vectors + WEIGHT_LOAD_COST * maps) / vectors;
    }
}
