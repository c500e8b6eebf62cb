package org.znn.worker.simd;

import java.util.List;

/**
 * Implementation of float32 array operations: with the Vector API, or in plain Java if the module
 * {@code jdk.incubator.vector} is absent. Selected once per JVM; the system property {@code znn.simd} ({@code vector}
 * or {@code scalar}) forces either.
 */
public interface Simd {

    /** Returns a readable name: {@code scalar}, or {@code vector} with the number of lanes. */
    String name();

    /** Returns whether this is the Vector API, so that other classes may use it directly. */
    boolean isVector();

    /** Returns the elements per vector, a divisor of 16. */
    int lanes();

    /** Returns the kernels for direct convolution. */
    List<DirectKernel> directKernels();

    /** Returns the outer-product kernels, the widest first, at least one of them with 1 vector per tile. */
    List<OuterProduct> outerProducts();

    /** Returns the row operations of the forward pass. */
    RowOps<float[]> rowOps();

    /** Returns the row operations of the backward pass. */
    GradientRowOps<float[]> gradientRowOps();

    /** Returns the loop that measures the peak arithmetic rate of a core. */
    FmaLoop fmaLoop();

    /** Returns the implementation selected for this JVM. */
    static Simd preferred() {
        return SimdSelection.SELECTED;
    }

    /** Returns the implementation in plain Java. */
    static Simd scalar() {
        return new ScalarSimd();
    }
}
