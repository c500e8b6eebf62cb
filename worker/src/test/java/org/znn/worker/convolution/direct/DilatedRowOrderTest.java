package org.znn.worker.convolution.direct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the order visits every row once, and rows one step apart in succession. */
class DilatedRowOrderTest {

    @ParameterizedTest
    @CsvSource({"10,1", "10,4", "8,4", "3,4", "1,8", "7,7"})
    void visitsEveryRowOnceInStepsOfTheDilation(int rows, int step) {
        DilatedRowOrder order = new DilatedRowOrder(rows, step);

        assertArrayEquals(IntStream.range(0, rows).toArray(), IntStream.range(0, rows).map(order::rowAt).sorted()
                .toArray());
        for (int position = 0; position < rows; position++) {
            assertEquals(position, order.positionOf(order.rowAt(position)));
            for (int i = 0; i <= order.precedingRows(position); i++) {
                assertEquals(order.rowAt(position) - i * step, order.rowAt(position - i));
            }
        }
    }
}
