package org.znn.worker.simd;

import java.util.List;

/** Implementation in plain Java, available on every JVM. */
final class ScalarSimd implements Simd {

    private static final int LANES = 16;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public boolean isVector() {
        return false;
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public List<DirectKernel> directKernels() {
        return List.of(new ScalarDirectKernel(6, 1, LANES), new ScalarDirectKernel(5, 1, LANES),
                new ScalarDirectKernel(2, 1, LANES));
    }

    @Override
    public List<OuterProduct> outerProducts() {
        return List.of(new ScalarOuterProduct(4, 2, LANES), new ScalarOuterProduct(4, 1, LANES));
    }

    @Override
    public RowOps<float[]> rowOps() {
        return new FloatRowOps();
    }

    @Override
    public GradientRowOps<float[]> gradientRowOps() {
        return new FloatGradientRowOps();
    }

    @Override
    public FmaLoop fmaLoop() {
        return new ScalarFmaLoop();
    }
}
