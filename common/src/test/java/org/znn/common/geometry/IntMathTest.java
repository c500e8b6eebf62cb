package org.znn.common.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests integer division and rounding in int and long arithmetic. */
class IntMathTest {

    @ParameterizedTest
    @CsvSource({"0, 4, 0", "1, 4, 1", "4, 4, 1", "5, 4, 2", "-5, 4, -1", "-4, 4, -1", "2147483647, 2, 1073741824"})
    void ceilDivRoundsTowardsPositiveInfinity(int dividend, int divisor, int expected) {
        assertEquals(expected, IntMath.ceilDiv(dividend, divisor));
        assertEquals(expected, IntMath.ceilDiv((long) dividend, (long) divisor));
    }

    @ParameterizedTest
    @CsvSource({"0, 16, 0", "1, 16, 16", "16, 16, 16", "17, 16, 32"})
    void roundUpReturnsTheNextMultiple(int value, int multiple, int expected) {
        assertEquals(expected, IntMath.roundUp(value, multiple));
        assertEquals(expected, IntMath.roundUp((long) value, (long) multiple));
    }

    @Test
    void roundUpDetectsOverflow() {
        assertThrows(ArithmeticException.class, () -> IntMath.roundUp(Integer.MAX_VALUE, 16));
        assertThrows(ArithmeticException.class, () -> IntMath.roundUp(Long.MAX_VALUE, 16L));
    }
}
