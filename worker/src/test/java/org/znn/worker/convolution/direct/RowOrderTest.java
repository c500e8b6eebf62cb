package org.znn.worker.convolution.direct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row has its turn, those of a step after one another. */
class RowOrderTest {

    @ParameterizedTest
    @CsvSource({"10,1", "10,4", "8,4", "3,4", "1,8", "7,7"})
    void everyRowHasItsTurnWithThoseAStepAwayBeforeIt(int rows, int step) {
        RowOrder order = new RowOrder(rows, step);

        assertArrayEquals(IntStream.range(0, rows).toArray(), IntStream.range(0, rows).map(order::row).sorted()
                .toArray());
        for (int turn = 0; turn < rows; turn++) {
            assertEquals(turn, order.turn(order.row(turn)));
            for (int i = 0; i <= order.before(turn); i++) {
                assertEquals(order.row(turn) - i * step, order.row(turn - i));
            }
        }
    }
}
