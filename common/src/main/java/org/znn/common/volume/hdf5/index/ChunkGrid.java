package org.znn.common.volume.hdf5.index;

import java.io.IOException;
import org.znn.common.geometry.IntMath;

/**
 * Numbers the chunks of a dataset along its axes, the last one fastest. The strides belong to the largest size that the
 * dataset may have, so that numbers stay the same when it grows. An axis without a limit comes first.
 */
final class ChunkGrid {

    private final int unlimitedAxis;
    private final long[] strides;

    /**
     * Creates the numbering of a dataset.
     *
     * @param maxSize largest number of elements along each axis; -1 if it is unlimited
     * @param chunk   number of elements of a chunk along each axis
     * @throws IOException if more than one axis is unlimited or there are more than 2^63 chunks
     */
    ChunkGrid(long[] maxSize, int[] chunk) throws IOException {
        int unlimited = 0;
        int found = 0;
        for (int d = 0; d < maxSize.length; d++) {
            if (maxSize[d] < 0) {
                unlimited = d;
                found++;
            }
        }
        unlimitedAxis = unlimited;
        strides = new long[maxSize.length];
        double chunks = 1;
        long stride = 1;
        for (int d = maxSize.length - 1; d >= 0; d--) {
            if (d != unlimitedAxis || found == 0) {
                strides[d] = stride;
                long n = IntMath.ceilDiv(maxSize[d], chunk[d]);
                chunks *= n;
                stride *= n;
            }
        }
        if (found == 1) {
            strides[unlimitedAxis] = stride;
        }
        if (found > 1 || chunks >= Long.MAX_VALUE) {
            throw new IOException("the file is damaged: the index of the chunks does not fit the shape of the dataset");
        }
    }

    /** Returns the number of a chunk. */
    long number(long[] chunk) throws IOException {
        double approximate = 0;
        long number = 0;
        for (int d = 0; d < strides.length; d++) {
            number += chunk[d] * strides[d];
            approximate += (double) chunk[d] * strides[d];
        }
        if (approximate >= Long.MAX_VALUE) {
            throw new IOException("the file is damaged: the dataset has more than 2^63 chunks");
        }
        return number;
    }
}
