package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;

/** A selection of the elements of an array, numbered in the order of the array, last axis fastest. */
interface Selection {

    /** Takes parts of rows: selected elements that are neighbours along the last axis. */
    @FunctionalInterface
    interface RowPartVisitor {

        /**
         * Takes a part of a row.
         *
         * @param index  index of the first element along each axis; changed after the call
         * @param number number of the first element in the selection
         * @param count  number of elements
         */
        void visit(long[] index, long number, int count) throws IOException;
    }

    /** Returns the number of axes of the array. */
    int rank();

    /** Returns the index behind the last selected one along an axis; 0 if there is none. */
    long end(int axis);

    /**
     * Passes the elements inside a box to a visitor.
     *
     * @param start first index of the box along each axis
     * @param count number of indices of the box along each axis
     */
    void forEachRowPartInside(long[] start, int[] count, RowPartVisitor visitor) throws IOException;

    /** Passes {@code count} elements from number {@code first} on to a visitor, fewer at the end of the selection. */
    void forEachRowPart(long first, long count, RowPartVisitor visitor) throws IOException;
}
