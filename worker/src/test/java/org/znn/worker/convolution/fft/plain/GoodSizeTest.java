package org.znn.worker.convolution.fft.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sizes are transformed. */
class GoodSizeTest {

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "1, 1, 2", "2, 2, 2", "7, 8, 8", "11, 12, 12", "13, 15, 16", "25, 25, 30", "97, 100, 100",
        "127, 128, 128", "211, 216, 216", "1009, 1024, 1024"})
    void isTheNextProductOf2And3And5(int n, int good, int even) {
        assertEquals(good, GoodSize.atLeast(n));
        assertEquals(even, GoodSize.evenAtLeast(n));
    }

    @Test
    void isNeverMuchLarger() {
        for (int n = 16; n < 5000; n++) {
            assertTrue(GoodSize.evenAtLeast(n) <= n * 1.2, "for " + n);
        }
    }
}
