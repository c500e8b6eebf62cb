package org.znn.worker.convolution.winograd.tiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that every tap finds its input section in a slot, and that a sweep loads no section twice. */
class SectionSlotsTest {

    @ParameterizedTest(name = "{0} taps, dilation {1}, padding {2}, {3} input sections, {5} outputs from {4}")
    @CsvSource({"1, 1, 0, 7, 2, 1", "3, 1, 0, 9, 0, 7", "3, 2, 4, 5, 0, 9", "2, 3, 0, 10, 0, 7", "2, 4, 0, 6, 0, 2"})
    void tapsFindTheirSections(int taps, int dilation, int padding, int depth, int first, int count) {
        int[] sectionInSlot = new int[taps];
        Arrays.fill(sectionInSlot, -1);
        int[] loads = new int[depth];
        boolean[] visited = new boolean[first + count];
        new SectionSlots(taps, dilation, padding, depth).sweep(first, count, (z, slot) -> {
            sectionInSlot[slot] = z;
            loads[z]++;
        }, (z, slots) -> {
            visited[z] = true;
            for (int t = 0; t < taps; t++) {
                int section = z + t * dilation - padding;
                if (section < 0 || section >= depth) {
                    assertEquals(SectionSlots.OUTSIDE, slots[t]);
                } else {
                    assertEquals(section, sectionInSlot[slots[t]]);
                }
            }
        });
        assertTrue(IntStream.range(first, first + count).allMatch(z -> visited[z]));
        assertTrue(Arrays.stream(loads).allMatch(n -> n <= 1));
    }
}
