package org.znn.worker.simd;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/** The Vector API; the shapes of tiles are what fits the registers: 32 of 16 numbers, or 16 of 8 or 4. */
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
    public List<TileKernel> tiles() {
        return LANES == 16 ? List.of(new Tile12x2(), new Tile8x3(), new Tile3x8(), new Tile2x8())
                : List.of(new Tile6x2(), new Tile2x5());
    }

    @Override
    public List<OuterTile> outerTiles() {
        return LANES == 16 ? List.of(new Outer8x3(), new Outer12x2(), new Outer16x1())
                : List.of(new Outer4x3(), new Outer6x2(), new Outer8x1());
    }

    @Override
    public Rows<float[]> rows() {
        return new VectorFloatRows();
    }

    @Override
    public GradientRows<float[]> gradientRows() {
        return new VectorFloatGradientRows();
    }

    @Override
    public FmaLoop fmaLoop() {
        return new VectorFmaLoop();
    }
}
