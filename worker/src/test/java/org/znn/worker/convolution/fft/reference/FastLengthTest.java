package org.znn.worker.convolution.fft.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the selection of fast transform lengths. */
class FastLengthTest {

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "1, 1, 2", "2, 2, 2", "7, 8, 8", "11, 12, 12", "13, 15, 16", "25, 25, 30", "97, 100, 100",
        "127, 128, 128", "211, 216, 216", "1009, 1024, 1024"})
    void isTheNextProductOf2And3And5(int n, int fast, int even) {
        assertEquals(fast, FastLength.atLeast(n));
        assertEquals(even, FastLength.evenAtLeast(n));
    }

    @Test
    void isAtMostAFifthLarger() {
        for (int n = 16; n < 5000; n++) {
            assertTrue(FastLength.evenAtLeast(n) <= n * 1.2, "for " + n);
        }
    }
}
