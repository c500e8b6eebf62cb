package org.znn.worker.convolution.direct;

import java.util.Comparator;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.simd.Simd;
import org.znn.worker.simd.TileKernel;

/** The choice of a tile. */
final class Tiles {

    /** What it costs to load a vector, in multiply-adds: most lie across two lines, and not in the fastest cache. */
    private static final double VECTOR_COST = 2;
    /** What it costs to load a weight, in multiply-adds. */
    private static final double WEIGHT_COST = 0.5;

    private Tiles() {
    }

    /** The tile that does the fewest multiply-adds, zeros included, and loads for them. */
    static TileKernel best(ConvolutionShape shape, Simd simd) {
        return simd.tiles().stream().min(Comparator.comparingDouble(tile -> cost(shape, tile))).orElseThrow();
    }

    /** Cost of a tap at one vector, in multiply-adds. */
    private static double cost(ConvolutionShape shape, TileKernel tile) {
        int maps = tile.maps();
        int vectors = tile.vectors();
        return PackedFilters.groups(shape, maps) * (maps * vectors + VECTOR_COST * vectors + WEIGHT_COST * maps)
                / vectors;
    }
}
