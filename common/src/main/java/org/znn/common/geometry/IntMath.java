package org.znn.common.geometry;

/** Integer arithmetic that {@link Math} lacks in Java 17. */
public final class IntMath {

    private IntMath() {
    }

    /**
     * Divides and rounds towards positive infinity.
     *
     * @param dividend any value but {@link Integer#MIN_VALUE}
     * @param divisor  any value but 0
     */
    public static int ceilDiv(int dividend, int divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    /**
     * Divides and rounds towards positive infinity.
     *
     * @param dividend any value but {@link Long#MIN_VALUE}
     * @param divisor  any value but 0
     */
    public static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    /**
     * Rounds up to a multiple.
     *
     * @param value    any value
     * @param multiple at least 1
     * @throws ArithmeticException if the result exceeds an {@code int}
     */
    public static int roundUp(int value, int multiple) {
        return Math.multiplyExact(ceilDiv(value, multiple), multiple);
    }

    /**
     * Rounds up to a multiple.
     *
     * @param value    any value
     * @param multiple at least 1
     * @throws ArithmeticException if the result exceeds a {@code long}
     */
    public static long roundUp(long value, long multiple) {
        return Math.multiplyExact(ceilDiv(value, multiple), multiple);
    }

    /**
     * Returns the binary logarithm, rounded down.
     *
     * @param value at least 1
     */
    public static int floorLog2(long value) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
    }
}
