package org.znn.driver.evaluate;

/**
 * A range of sections of a volume in memory.
 *
 * @param first   first section
 * @param count   number of sections
 * @param context number of sections before the first whose voxels may be joined to those of the range
 */
record PlaneRange(int first, int count, int context) {

    /** Returns the range of all sections of a volume. */
    static PlaneRange all(int sections) {
        return new PlaneRange(0, sections, 0);
    }

    /** Returns the section after the last. */
    int end() {
        return first + count;
    }
}
