package org.znn.common.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;

/** Compares components of masks and edges with a flood fill from each voxel. */
class ConnectedComponentsTest {

    @Test
    void connectsMaskVoxelsAlongAxesOnly() {
        String mask = "##.#" + "..#." + "#.##" + "##..";
        int[] ids = {1, 1, 0, 2, 0, 0, 3, 0, 4, 0, 3, 3, 4, 4, 0, 0};
        assertArrayEquals(ids, ConnectedComponents.ofMask(new Vec3(1, 4, 4), v -> mask.charAt(v) == '#'));
    }

    @Test
    void isolatedVoxelsBelongToNoComponent() {
        assertArrayEquals(new int[] {0, 1, 1, 0},
                ConnectedComponents.ofEdges(new Vec3(1, 1, 4), (axis, voxel, predecessor) -> voxel == 2));
        assertArrayEquals(new int[] {1, 2, 0, 1, 2, 0},
                ConnectedComponents.ofEdges(new Vec3(2, 1, 3), (axis, voxel, predecessor) -> axis == 0 && voxel != 5));
    }

    @RepeatedTest(40)
    void agreesWithFloodFill(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Vec3 size = new Vec3(1 + random.nextInt(4), 1 + random.nextInt(7), 1 + random.nextInt(7));
        int n = (int) size.product();
        boolean[][] edges = new boolean[3][n];
        boolean[] inside = new boolean[n];
        for (int v = 0; v < n; v++) {
            inside[v] = random.nextInt(3) > 0;
            for (boolean[] axis : edges) {
                axis[v] = random.nextInt(3) == 0;
            }
        }
        ConnectedComponents.EdgePredicate joined = (axis, voxel, predecessor) -> edges[axis][voxel];
        assertArrayEquals(floodFill(size, joined, 2), ConnectedComponents.ofEdges(size, joined), "seed " + seed);
        int[] ofMask = floodFill(size, (axis, voxel, predecessor) -> inside[voxel] && inside[predecessor], 1);
        int last = 0;
        int[] renumbered = new int[n + 1];
        for (int v = 0; v < n; v++) {
            renumbered[ofMask[v]] = !inside[v] ? 0
                    : renumbered[ofMask[v]] == 0 ? ++last : renumbered[ofMask[v]];
            ofMask[v] = renumbered[ofMask[v]];
        }
        assertArrayEquals(ofMask, ConnectedComponents.ofMask(size, v -> inside[v]), "seed " + seed);
    }

    /** Numbers components by their first voxels; components of fewer than {@code minSize} voxels get 0. */
    private static int[] floodFill(Vec3 size, ConnectedComponents.EdgePredicate edges, int minSize) {
        int n = (int) size.product();
        int[] ids = new int[n];
        boolean[] seen = new boolean[n];
        int last = 0;
        int[] steps = {size.y() * size.x(), size.x(), 1};
        for (int first = 0; first < n; first++) {
            Deque<Integer> queue = new ArrayDeque<>();
            Deque<Integer> members = new ArrayDeque<>();
            if (!seen[first]) {
                queue.add(first);
                seen[first] = true;
            }
            while (!queue.isEmpty()) {
                int v = queue.poll();
                members.add(v);
                for (int axis = 0; axis < 3; axis++) {
                    int coordinate = v / steps[axis] % size.get(axis);
                    int predecessor = v - steps[axis];
                    int successor = v + steps[axis];
                    if (coordinate > 0 && !seen[predecessor] && edges.connects(axis, v, predecessor)) {
                        seen[predecessor] = true;
                        queue.add(predecessor);
                    }
                    if (coordinate < size.get(axis) - 1 && !seen[successor] && edges.connects(axis, successor, v)) {
                        seen[successor] = true;
                        queue.add(successor);
                    }
                }
            }
            if (members.size() >= minSize) {
                last++;
                for (int v : members) {
                    ids[v] = last;
                }
            }
        }
        return ids;
    }
}
