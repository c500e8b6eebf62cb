package org.znn.worker.convolution.winograd;

import org.znn.worker.convolution.ConvolutionShape;

/**
 * What a thread works in to compute a gradient by the weights, all in one array: where each stage's numbers begin,
 * counted from the thread's own beginning, and how far apart they are. All are whole vectors.
 *
 * @param row           from a row of a strip to the next; rows turned round come first: (row of a tile, voxel, channel
 *                      of a vector)
 * @param evaluated     those evaluated at the points of y, as far apart: (point, voxel, channel of a vector)
 * @param block         from the values of a vector of maps to those of the next
 * @param inputs        values of the input: (section, point, vector of maps, tile, map of the vector)
 * @param inputPoint    from a point to the next
 * @param inputSlot     from a section to the next
 * @param gradients     values of the output gradient: (point, vector of maps, tile, map of the vector)
 * @param gradientPoint from a point to the next
 * @param lanes         of a vector
 * @param zeros         as many as any tile of sums has
 * @param run           sums of a run of tiles; none where a part is one run
 * @param length        of it all
 */
record GradientRoom(int row, int evaluated, int block, int inputs, int inputPoint, int inputSlot, int gradients,
        int gradientPoint, int lanes, int zeros, int run, int length) {

    private static final int LINE = 16;

    /**
     * For bands of so many tiles.
     *
     * @param maps output maps at a time
     * @param sums of a run
     */
    static GradientRoom of(Strips strips, int tiles, ConvolutionShape shape, int maps, int sums, int lanes) {
        Axis y = strips.y();
        Axis x = strips.x();
        int points = y.points() * x.points();
        int row = odd((long) Math.max(strips.span(x.points()), strips.span(x.outputs())) * lanes);
        int block = Math.multiplyExact(tiles, lanes);
        int inputPoint = odd((long) Grid.ceilDiv(shape.in(), lanes) * block);
        int inputSlot = Math.multiplyExact(points, inputPoint);
        int gradientPoint = odd((long) Grid.ceilDiv(maps, lanes) * block);
        int evaluated = Math.multiplyExact(y.points(), row);
        int inputs = Math.multiplyExact(2, evaluated);
        int gradients = Math.addExact(inputs, Math.multiplyExact(shape.kernel().z(), inputSlot));
        int zeros = Math.addExact(gradients, Math.multiplyExact(points, gradientPoint));
        int run = Math.addExact(zeros, PointSums.MOST * lanes);
        return new GradientRoom(row, evaluated, block, inputs, inputPoint, inputSlot, gradients, gradientPoint, lanes,
                zeros, run, Math.addExact(run, sums));
    }

    /** An odd number of cache lines, so that what lies that far apart does not compete for the same sets of a cache. */
    private static int odd(long numbers) {
        return Math.toIntExact(((numbers + LINE - 1) / LINE | 1) * LINE);
    }
}
