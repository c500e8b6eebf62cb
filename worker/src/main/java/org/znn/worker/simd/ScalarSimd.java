package org.znn.worker.simd;

import java.util.List;

/** Plain Java, which every JVM has. */
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
    public List<TileKernel> tiles() {
        return List.of(new ScalarTile(6, 1, LANES), new ScalarTile(5, 1, LANES), new ScalarTile(2, 1, LANES));
    }

    @Override
    public List<OuterTile> outerTiles() {
        return List.of(new ScalarOuter(4, 2, LANES), new ScalarOuter(4, 1, LANES));
    }

    @Override
    public Rows<float[]> rows() {
        return new FloatRows();
    }

    @Override
    public GradientRows<float[]> gradientRows() {
        return new FloatGradientRows();
    }

    @Override
    public FmaLoop fmaLoop() {
        return new ScalarFmaLoop();
    }
}
