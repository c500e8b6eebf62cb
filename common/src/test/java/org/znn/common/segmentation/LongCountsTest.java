package org.znn.common.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares counts and numbers of ids with those of a map. */
class LongCountsTest {

    @Test
    void countsAsAMap() {
        Random random = new Random(7);
        LongCounts counts = new LongCounts(Integer.MAX_VALUE);
        Map<Long, Long> expected = new HashMap<>();
        for (int i = 0; i < 5000; i++) {
            long key = switch (random.nextInt(3)) {
                case 0 -> random.nextInt(100) - 50L;
                case 1 -> (long) random.nextInt(500) << 32;
                default -> Long.MIN_VALUE + random.nextInt(1000);
            };
            long count = 1 + random.nextInt(9);
            counts.add(key, count);
            expected.merge(key, count, Long::sum);
        }
        Map<Long, Long> visited = new HashMap<>();
        counts.forEach(visited::put);
        assertEquals(expected, visited);
        assertEquals(expected.size(), counts.size());
        expected.forEach((key, count) -> assertEquals(count, counts.get(key)));
        assertEquals(0, counts.get(Long.MAX_VALUE));
    }

    @Test
    void refusesMoreKeysThanPermitted() {
        LongCounts counts = new LongCounts(2);
        counts.add(1, 1);
        counts.add(2, 1);
        counts.add(1, 1);
        assertEquals(2, assertThrows(TooManySegmentsException.class, () -> counts.add(3, 1)).limit());
    }

    @Test
    void numbersIdsOfAllSixtyFourBits() {
        SegmentNumbering numbering = new SegmentNumbering(10);
        assertArrayEquals(new int[] {0, 1, 1, 2, 3}, numbering.numbers(new long[] {0, -1, -1, Long.MIN_VALUE, 5}));
        assertArrayEquals(new int[] {3, 1, 0, 4}, numbering.numbers(new long[] {5, -1, 0, 1L << 32}));
    }
}
