package org.znn.worker.convolution.winograd;

/**
 * The way between a row of a map and one with tiles side by side: number x = (m·q + j)·d + r of a row is number q·d + r
 * of the j-th of m rows.
 */
interface RowSplit {

    /** A row, halo included, to m rows; up to 64 numbers beyond each are overwritten. */
    void split(float[] data, int from, int to, int pitch);

    /** m rows, without halo, to one; up to 64 numbers beyond it are overwritten. */
    void join(float[] data, int from, int pitch, int to);

    /** The fastest there is for rows of so many steps of q. */
    static RowSplit of(Axis x, int steps) {
        return Weave.serves(x) ? new Weave(x, steps) : new Runs(x, steps);
    }
}
