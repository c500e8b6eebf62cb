package org.znn.worker.simd;

import org.znn.common.geometry.IntMath;

/** Lengths of {@code float} arrays in whole cache lines of 64 bytes. */
public final class CacheLine {

    /** Elements of a {@code float} array in a cache line. */
    public static final int FLOATS = 16;
    /**
     * Index of the first element of a large {@code float} array that begins a cache line: element 0 of such an array is
     * 16 bytes past the beginning of a cache line.
     */
    public static final int ARRAY_ORIGIN = 12;

    private CacheLine() {
    }

    /**
     * Rounds a length up to whole cache lines.
     *
     * @param floats elements, at least 0
     * @throws ArithmeticException if the result exceeds an {@code int}
     */
    public static int roundUp(long floats) {
        return Math.toIntExact(IntMath.roundUp(floats, FLOATS));
    }

    /**
     * Rounds a length up to an odd number of cache lines, so that rows of that pitch start in different cache sets.
     *
     * @param floats elements, at least 0
     * @throws ArithmeticException if the result exceeds an {@code int}
     */
    public static int roundUpToOdd(long floats) {
        return Math.toIntExact((IntMath.ceilDiv(floats, FLOATS) | 1) * FLOATS);
    }
}
