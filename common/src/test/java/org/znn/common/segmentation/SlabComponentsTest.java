package org.znn.common.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Compares the components of random graphs by slabs with those of the whole. */
class SlabComponentsTest {

    /** A part of a random graph along a line, in which edges lead up to {@code reach} voxels back. */
    private record Part(boolean[] inside, boolean[][] edges, int first, int voxels) implements VoxelGraph {

        @Override
        public boolean isInside(int voxel) {
            return inside[first + voxel];
        }

        @Override
        public void forEachEdge(EdgeVisitor visitor) {
            for (int v = first; v < first + voxels; v++) {
                for (int back = 1; back <= edges[v].length && back <= v; back++) {
                    if (edges[v][back - 1]) {
                        visitor.visit(v - first, v - back - first);
                    }
                }
            }
        }
    }

    @RepeatedTest(60)
    void slabsHaveTheComponentsOfTheWhole(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        int n = 1 + random.nextInt(60);
        int reach = 1 + random.nextInt(4);
        boolean[] inside = new boolean[n];
        boolean[][] edges = new boolean[n][reach];
        for (int v = 0; v < n; v++) {
            inside[v] = seed % 2 == 0 && random.nextInt(4) == 0;
            for (int back = 0; back < reach; back++) {
                edges[v][back] = random.nextInt(3 * reach) == 0;
            }
        }
        int depth = reach + random.nextInt(5);
        SlabComponents slabs = new SlabComponents(reach, 1000);
        for (int first = 0; first < n; first += depth) {
            slabs.add(new Part(inside, edges, first, Math.min(depth, n - first)));
        }
        slabs.finish();
        int[] ids = new int[n];
        for (int first = 0; first < n; first += depth) {
            int[] part = slabs.ids(first / depth, new Part(inside, edges, first, Math.min(depth, n - first)));
            System.arraycopy(part, 0, ids, first, part.length);
        }
        int[] whole = ConnectedComponents.ofGraph(new Part(inside, edges, 0, n));
        assertArrayEquals(whole, inOrderOfAppearance(ids), "seed " + seed);
        assertEquals(Arrays.stream(whole).max().orElseThrow(), slabs.count());
    }

    private static int[] inOrderOfAppearance(int[] ids) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] result = new int[ids.length];
        for (int v = 0; v < ids.length; v++) {
            result[v] = ids[v] == 0 ? 0 : numbers.computeIfAbsent(ids[v], id -> numbers.size() + 1);
        }
        return result;
    }

    @Test
    void refusesMoreComponentsThanPermitted() {
        boolean[] inside = {true, true, true};
        SlabComponents slabs = new SlabComponents(1, 2);
        assertThrows(TooManySegmentsException.class, () -> slabs.add(new Part(inside, new boolean[3][0], 0, 3)));
    }
}
