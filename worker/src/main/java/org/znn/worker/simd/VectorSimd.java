package org.znn.worker.simd;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/** Implementation with the Vector API. Tiles fit 32 registers of 16 elements, or 16 registers of 8 or 4. */
final class VectorSimd implements Simd {

    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

    @Override
    public String name() {
        return "vector, " + LANES + " lanes";
    }

    @Override
    public boolean isVector() {
        return true;
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public List<DirectKernel> directKernels() {
        return LANES == 16
                ? List.of(new DirectKernel12x2(), new DirectKernel8x3(), new DirectKernel3x8(), new DirectKernel2x8())
                : List.of(new DirectKernel6x2(), new DirectKernel2x5());
    }

    @Override
    public List<OuterProduct> outerProducts() {
        return LANES == 16 ? List.of(new OuterProduct8x3(), new OuterProduct12x2(), new OuterProduct16x1())
                : List.of(new OuterProduct4x3(), new OuterProduct6x2(), new OuterProduct8x1());
    }

    @Override
    public RowOps<float[]> rowOps() {
        return new VectorFloatRowOps();
    }

    @Override
    public GradientRowOps<float[]> gradientRowOps() {
        return new VectorFloatGradientRowOps();
    }

    @Override
    public FmaLoop fmaLoop() {
        return new VectorFmaLoop();
    }
}
