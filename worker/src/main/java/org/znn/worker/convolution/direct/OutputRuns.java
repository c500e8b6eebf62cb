package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.simd.TileKernel.Positions;

/**
 * A box of the maps that are computed, cut into runs of vectors, row by row.
 *
 * @param in     where what is read lies
 * @param corner voxel of it at the place of the first that is computed
 * @param out    where what is computed lies
 * @param first  of the box: section, row, vector
 * @param places of the box: sections, rows, vectors of a row
 * @param lanes  numbers of a vector
 * @param length vectors of a run
 */
record OutputRuns(MapsLayout in, Vec3 corner, MapsLayout out, Vec3 first, Vec3 places, int lanes, int length) {

    /** Of all there is to compute. */
    static OutputRuns of(MapsLayout in, MapsLayout out, int lanes, int length) {
        Vec3 size = out.size();
        return new OutputRuns(in, Vec3.ZERO, out, Vec3.ZERO, size.with(2, (size.x() + lanes - 1) / lanes), lanes,
                length);
    }

    int count() {
        return Math.toIntExact((places.product() + length - 1) / length);
    }

    /** Vectors of a run that exist; fewer than its length at the end only. */
    int vectorsOf(int run) {
        return (int) Math.min(length, places.product() - (long) run * length);
    }

    /** Room for the positions of a run, filled up to a multiple of that many vectors. */
    Positions allocate(int vectors) {
        int padded = (length + vectors - 1) / vectors * vectors;
        return new Positions(new int[padded], new int[padded]);
    }

    /** Positions of a run's vectors; past its end the last one is repeated, and computed to the same result. */
    void place(int run, Positions to) {
        long begin = (long) run * length;
        int count = vectorsOf(run);
        for (int v = 0; v < to.in().length; v++) {
            if (v < count) {
                int row = (int) ((begin + v) / places.x());
                int x = (first.x() + (int) ((begin + v) % places.x())) * lanes;
                int z = first.z() + row / places.y();
                int y = first.y() + row % places.y();
                to.in()[v] = in.index(0, z + corner.z(), y + corner.y(), x + corner.x());
                to.out()[v] = out.index(0, z, y, x);
            } else {
                to.in()[v] = to.in()[v - 1];
                to.out()[v] = to.out()[v - 1];
            }
        }
    }

    /** Rows of the same section between the beginning of run {@code begin} and a later run. */
    int rowsBetween(int begin, int run) {
        long row = (long) run * length / places.x();
        long section = row - row % places.y();
        return (int) (row - Math.max(section, (long) begin * length / places.x()));
    }
}
