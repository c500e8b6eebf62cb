package org.znn.worker.convolution.direct;

import java.util.Comparator;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.simd.Simd;
import org.znn.worker.simd.TileKernel;

/** The choice of a tile. */
final class Tiles {

    private Tiles() {
    }

    /** The tile that wastes the fewest maps; of those the one that loads least for each multiply-add. */
    static TileKernel best(ConvolutionShape shape, Simd simd) {
        return simd.tiles().stream().min(Comparator
                .comparingDouble((TileKernel k) -> (double) PackedFilters.groups(shape, k.maps()) * k.maps()
                        * (k.maps() + k.vectors()) / (k.maps() * k.vectors()))).orElseThrow();
    }
}
