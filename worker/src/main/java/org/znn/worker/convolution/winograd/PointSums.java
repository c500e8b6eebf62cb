package org.znn.worker.convolution.winograd;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * The innermost loop of a gradient by the weights: at a point, the outer products of a few output maps' values and some
 * vectors of input maps' values, summed over tiles, all sums held in registers. As with {@link Product} nothing else is
 * done there.
 */
interface PointSums {

    /** Vectors of sums that any of them has, at most. */
    int MOST = 24;

    /** Output maps. */
    int maps();

    /** Vectors of input maps. */
    int vectors();

    /**
     * Adds value(map + m) · (lane of vector v) of so many tiles, one after the other. The sums have the order (m, v,
     * lane), the values (vector of maps, tile, map of the vector).
     *
     * @param data      holds all of it
     * @param gradients where the values of output map 0 begin
     * @param map       first output map
     * @param inputs    where the values of the first vector of input maps begin
     * @param block     from a vector of maps to the next
     * @param from      where the sums lie that it begins with
     * @param to        where the sums go
     */
    void run(float[] data, int gradients, int map, int inputs, int block, int tiles, int from, int to);

    /** Those there are: what fits the registers, 32 of 16 numbers or 16 of 8 or 4; the widest first. */
    List<PointSums> ALL = FloatVector.SPECIES_PREFERRED.length() == 16
            ? List.of(new PointSums6x3(), new PointSums8x2(), new PointSums16x1())
            : List.of(new PointSums4x3(), new PointSums4x2(), new PointSums8x1());

    /** The widest for that many vectors that does not leave a single one over: those take the most loads. */
    static PointSums of(int vectors) {
        return ALL.stream().filter(s -> s.vectors() <= vectors && vectors - s.vectors() != 1).findFirst()
                .orElseThrow();
    }

    /** Where an output map's values begin; neighbours follow as long as they are of one vector. */
    static int at(int gradients, int map, int block) {
        int lanes = FloatVector.SPECIES_PREFERRED.length();
        return gradients + map / lanes * block + map % lanes;
    }
}
