package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.simd.TileKernel.Positions;

/**
 * The output of a convolution cut into runs of vectors, row by row.
 *
 * @param in     where the input lies
 * @param out    where the output lies
 * @param lanes  numbers of a vector
 * @param length vectors of a run
 */
record OutputRuns(MapsLayout in, MapsLayout out, int lanes, int length) {

    private int rowVectors() {
        return (out.size().x() + lanes - 1) / lanes;
    }

    private long vectors() {
        return out.size().product() / out.size().x() * rowVectors();
    }

    int count() {
        return Math.toIntExact((vectors() + length - 1) / length);
    }

    /** Vectors of a run that exist; fewer than its length at the end only. */
    int vectorsOf(int run) {
        return (int) Math.min(length, vectors() - (long) run * length);
    }

    /** Room for the positions of a run, filled up to a multiple of that many vectors. */
    Positions allocate(int vectors) {
        int padded = (length + vectors - 1) / vectors * vectors;
        return new Positions(new int[padded], new int[padded]);
    }

    /** Positions of a run's vectors; past its end the last one is repeated, and computed to the same result. */
    void place(int run, Positions to) {
        Vec3 size = out.size();
        int rowVectors = rowVectors();
        long first = (long) run * length;
        int count = vectorsOf(run);
        for (int v = 0; v < to.in().length; v++) {
            if (v < count) {
                int row = (int) ((first + v) / rowVectors);
                int x = (int) ((first + v) % rowVectors) * lanes;
                int z = row / size.y();
                int y = row % size.y();
                to.in()[v] = in.index(0, z, y, x);
                to.out()[v] = out.index(0, z, y, x);
            } else {
                to.in()[v] = to.in()[v - 1];
                to.out()[v] = to.out()[v - 1];
            }
        }
    }

    /** Output rows of the same section between the beginning of run {@code first} and a later run. */
    int rowsBetween(int first, int run) {
        int rowVectors = rowVectors();
        long row = (long) run * length / rowVectors;
        long section = row - row % out.size().y();
        return (int) (row - Math.max(section, (long) first * length / rowVectors));
    }
}
