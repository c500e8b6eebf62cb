package org.znn.worker.layer;

/** What is done to rows of a gradient as soon as all of it has arrived there and they still are in a cache. */
@FunctionalInterface
public interface ArrivedRows {

    /** Nothing. */
    ArrivedRows AS_THEY_ARE = (channel, z, first, end) -> {
    };

    /**
     * Called once for every row y from {@code first} to {@code end}, exclusive, of a section of a map: of a section in
     * the order of y and by one thread.
     */
    void finish(int channel, int z, int first, int end);
}
