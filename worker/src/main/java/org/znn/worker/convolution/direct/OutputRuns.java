package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.simd.TileKernel.Positions;

/**
 * A box of the maps that are computed, cut into runs of vectors, row by row in a {@link RowOrder}.
 *
 * @param in      where what is read lies
 * @param corner  voxel of it at the place of the first that is computed
 * @param out     where what is computed lies
 * @param first   of the box: section, row, vector
 * @param places  of the box: sections, rows, vectors of a row
 * @param rowStep of the order of rows
 * @param lanes   numbers of a vector
 * @param length  vectors of a run
 */
record OutputRuns(MapsLayout in, Vec3 corner, MapsLayout out, Vec3 first, Vec3 places, int rowStep, int lanes,
        int length) {

    /** Of all there is to compute. */
    static OutputRuns of(MapsLayout in, MapsLayout out, int rowStep, int lanes, int length) {
        Vec3 size = out.size();
        return new OutputRuns(in, Vec3.ZERO, out, Vec3.ZERO, size.with(2, (size.x() + lanes - 1) / lanes), rowStep,
                lanes, length);
    }

    private RowOrder order() {
        return new RowOrder(places.y(), rowStep);
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
        int row = (int) (begin / places.x());
        int x = (int) (begin % places.x());
        int inRow = inRow(row);
        int outRow = outRow(row);
        for (int v = 0; v < count; v++) {
            if (x == places.x()) {
                x = 0;
                row++;
                inRow = inRow(row);
                outRow = outRow(row);
            }
            to.in()[v] = inRow + x * lanes;
            to.out()[v] = outRow + x * lanes;
            x++;
        }
        for (int v = count; v < to.in().length; v++) {
            to.in()[v] = to.in()[v - 1];
            to.out()[v] = to.out()[v - 1];
        }
    }

    /** Where the row whose turn it is begins in the input. */
    private int inRow(int turn) {
        return in.index(0, z(turn) + corner.z(), y(turn) + corner.y(), first.x() * lanes + corner.x());
    }

    /** Where the row whose turn it is begins in the output. */
    private int outRow(int turn) {
        return out.index(0, z(turn), y(turn), first.x() * lanes);
    }

    private int z(int turn) {
        return first.z() + turn / places.y();
    }

    private int y(int turn) {
        return first.y() + order().row(turn % places.y());
    }

    /** Rows, each a step from the next, that are computed from the beginning of run {@code begin} to a later run. */
    int rowsBetween(int begin, int run) {
        long row = (long) run * length / places.x();
        long all = row - (long) begin * length / places.x();
        return (int) Math.min(all, order().before((int) (row % places.y())));
    }
}
