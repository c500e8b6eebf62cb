package org.znn.worker.convolution.winograd.output;

/**
 * Receives finished output rows. Rows are passed in whole vectors, the last of which may extend into the row padding of
 * the feature maps. The rows at one position arrive in channel order and from a single thread.
 */
public interface RowSink {

    /**
     * Receives a row, whose elements it may overwrite.
     *
     * @param row     array that holds the row
     * @param offset  index of its first element
     * @param count   elements of the row, whole vectors
     * @param channel output channel
     * @param z       output section
     * @param y       output row
     * @param x       output column of the first element
     */
    void accept(float[] row, int offset, int count, int channel, int z, int y, int x);

    /** Prefetches the memory that {@link #accept} will access for a row; the caller must store the result. */
    float prefetch(int count, int channel, int z, int y, int x);
}
