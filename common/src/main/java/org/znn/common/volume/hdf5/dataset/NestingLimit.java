package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;

/** Bounds the depth of virtual datasets that refer to one another, and the elements that reading one box costs. */
final class NestingLimit {

    private static final int MAX_DEPTH = 16;
    private static final long FREE_ELEMENTS = 1 << 20;
    private static final int MAX_OVERLAP = 64;

    private int depth;
    private long elementsLeft;

    /** Something that may refer to further virtual datasets. */
    @FunctionalInterface
    interface Step<T> {
        T perform() throws IOException;
    }

    /**
     * Performs a step one level deeper.
     *
     * @param elements number of elements that the step reads if nothing overlaps
     * @throws IOException if there are more than 16 levels
     */
    <T> T enter(double elements, Step<T> step) throws IOException {
        if (depth == 0) {
            elementsLeft = (long) Math.min(Long.MAX_VALUE / 2.0, FREE_ELEMENTS + MAX_OVERLAP * elements);
        }
        if (depth >= MAX_DEPTH) {
            throw new IOException("virtual datasets refer to one another in a cycle, or through more than " + MAX_DEPTH
                    + " levels");
        }
        depth++;
        try {
            return step.perform();
        } finally {
            depth--;
        }
    }

    /**
     * Counts elements that are read.
     *
     * @throws IOException if they are many more than those of the box that is read
     */
    void spend(double elements) throws IOException {
        elementsLeft -= (long) Math.max(1, elements);
        if (elementsLeft < 0) {
            throw new IOException("the parts of a virtual dataset overlap too often");
        }
    }
}
