package org.znn.worker.layer;

/** Receives rows of a gradient as soon as they are complete, while they are still in the cache. */
@FunctionalInterface
public interface RowCallback {

    /** Does nothing. */
    RowCallback NONE = (channel, z, first, end) -> {
    };

    /**
     * Called when the rows {@code firstRow} to {@code endRow}, exclusive, of a section of a map are complete. Every row
     * is reported exactly once; the rows of a section are reported in ascending order by a single thread.
     */
    void rowsCompleted(int channel, int z, int firstRow, int endRow);
}
