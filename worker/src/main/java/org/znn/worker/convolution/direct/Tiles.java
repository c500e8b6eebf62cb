package org.znn.worker.convolution.direct;

import java.util.Comparator;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.simd.Simd;
import org.znn.worker.simd.TileKernel;

/** The choice of a tile. */
final class Tiles {

    /** What a load costs, in multiply-adds: they can be done side by side, but vectors lie across cache lines. */
    private static final double LOAD_COST = 0.75;

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
        return PackedFilters.groups(shape, maps) * (maps * vectors + LOAD_COST * (maps + vectors)) / vectors;
    }
}
