package org.znn.worker.convolution.winograd;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * Some output maps, and the sums that they make with all input maps at each point. Input maps are lanes; output maps
 * give single numbers.
 *
 * @param first output map
 * @param maps  how many output maps
 * @param tiles that cover the sums, those with the same lanes one after the other
 * @param sums  of all tiles, at a point
 * @param at    where the sums of the first point begin among those of all groups
 */
record OuterGroup(int first, int maps, List<Tile> tiles, int sums, int at) {

    /** Output maps of a group: a multiple of what any tile takes, and of a vector. */
    static final int MAPS = 48;

    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

    /**
     * The sums that one tile keeps.
     *
     * @param kernel computes them
     * @param map    first output map, of the group
     * @param vector first vector of input maps
     * @param at     where they begin among those of the group's point
     */
    record Tile(PointSums kernel, int map, int vector, int at) {

        int sums() {
            return kernel.maps() * width();
        }

        /** Sums of an output map. */
        int width() {
            return kernel.vectors() * LANES;
        }
    }

    /** The groups of a convolution, for so many sets of sums: z taps by points. */
    static List<OuterGroup> of(ConvolutionShape shape, int sets) {
        List<OuterGroup> groups = new ArrayList<>();
        int at = 0;
        for (int first = 0; first < shape.out(); first += MAPS) {
            OuterGroup group = of(shape.in(), first, Math.min(MAPS, shape.out() - first), at);
            groups.add(group);
            at = Math.addExact(at, Math.multiplyExact(sets, group.sums));
        }
        return groups;
    }

    private static OuterGroup of(int inputs, int first, int maps, int begin) {
        List<Tile> tiles = new ArrayList<>();
        int vectors = Grid.ceilDiv(inputs, LANES);
        int at = 0;
        for (int vector = 0; vector < vectors;) {
            PointSums kernel = PointSums.of(vectors - vector);
            for (int map = 0; map < maps; map += kernel.maps()) {
                tiles.add(new Tile(kernel, map, vector, at));
                at = Math.addExact(at, kernel.maps() * kernel.vectors() * LANES);
            }
            vector += kernel.vectors();
        }
        return new OuterGroup(first, maps, tiles, at, begin);
    }

    /** Output maps that the tiles cover, those of no use at the end included. */
    int covered() {
        return tiles.stream().mapToInt(tile -> tile.map() + tile.kernel().maps()).max().orElseThrow();
    }

    /** Where a tile's sums of a set begin among those of all groups. */
    int at(Tile tile, int set) {
        return at + set * sums + tile.at();
    }
}
