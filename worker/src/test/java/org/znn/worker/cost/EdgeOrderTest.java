package org.znn.worker.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the order in which edges are processed. */
class EdgeOrderTest {

    @Test
    void sortsDescendingAndKeepsTheOrderOfEqualEdges() {
        double[] affinity = {0.5, -1, 0.0, -0.0, Double.POSITIVE_INFINITY, 0.5, -1e-300, 1e-300, -7};
        assertArrayEquals(new int[] {4, 5, 0, 7, 3, 2, 6, 1, 8},
                EdgeOrder.descending(new int[] {8, 7, 6, 5, 4, 3, 2, 1, 0}, affinity));
    }

    @Test
    void agreesWithAStableObjectSort() {
        Random random = new Random(11);
        double[] affinity = random.doubles(5000, -2, 2).map(a -> random.nextBoolean() ? a : (float) Math.rint(9 * a))
                .toArray();
        int[] edges = IntStream.range(0, 5000).toArray();
        assertArrayEquals(IntStream.range(0, 5000).boxed()
                .sorted(Comparator.comparingDouble(e -> -(affinity[e] + 0.0))).mapToInt(e -> e).toArray(),
                EdgeOrder.descending(edges, affinity));
    }
}
