package org.znn.common.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;

/** Tests that segments grow until no boundary is left. */
class ThinningTest {

    @Test
    void segmentsMeetInTheMiddleOfABoundary() {
        assertArrayEquals(new int[] {7, 7, 7, 3, 3, 3}, thin(new Vec3(1, 1, 6), 7, 0, 0, 0, 3, 0));
    }

    @Test
    void leavesVolumesWithoutSegmentsUnchanged() {
        assertArrayEquals(new int[4], thin(new Vec3(1, 2, 2), 0, 0, 0, 0));
    }

    @RepeatedTest(30)
    void assignsEveryVoxelToTheNearestSegment(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Vec3 size = new Vec3(1 + random.nextInt(3), 1 + random.nextInt(6), 1 + random.nextInt(6));
        int n = (int) size.product();
        int[] ids = new int[n];
        ids[random.nextInt(n)] = 9;
        for (int v = 0; v < n; v++) {
            ids[v] = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : ids[v];
        }
        int[] thinned = thin(size, ids);
        for (int v = 0; v < n; v++) {
            assertEquals(distance(size, ids, v, 0), distance(size, ids, v, thinned[v]),
                    "seed " + seed + ", voxel " + v + " of " + size);
        }
    }

    /** A window that says that it is exact has the segments of the whole volume in the sections asked for. */
    @RepeatedTest(60)
    void exactWindowsAgreeWithTheWhole(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Vec3 size = new Vec3(5 + random.nextInt(12), 1 + random.nextInt(4), 1 + random.nextInt(4));
        int plane = size.y() * size.x();
        int density = 2 + random.nextInt(10);
        int[] ids = random.ints(size.z() * plane, 0, density).map(id -> id == 0 ? 1 + random.nextInt(9) : 0).toArray();
        int start = random.nextInt(size.z());
        int end = start + 1 + random.nextInt(size.z() - start);
        int first = random.nextInt(end - start);
        int last = first + 1 + random.nextInt(end - start - first);
        int[] window = Arrays.copyOfRange(ids, start * plane, end * plane);
        int[] needed = random.ints(window.length, 0, 2).toArray();
        boolean exact = Thinning.thin(window, new Thinning.Window(size.with(0, end - start), first, last, start > 0,
                end < size.z()), needed);
        int[] whole = thin(size, ids);
        boolean whollyInside = start == 0 && end == size.z();
        assertTrue(exact || !whollyInside, "seed " + seed);
        for (int v = first * plane; exact && v < last * plane; v++) {
            if (needed[v] != 0) {
                assertEquals(whole[start * plane + v], window[v], "seed " + seed + ", voxel " + v);
            }
        }
    }

    /** Returns the L1 distance to the nearest voxel of a segment, or of any segment if the id is 0. */
    private static int distance(Vec3 size, int[] ids, int from, int id) {
        int least = Integer.MAX_VALUE;
        for (int v = 0; v < ids.length; v++) {
            if (ids[v] != 0 && (id == 0 || ids[v] == id)) {
                int steps = Math.abs(v % size.x() - from % size.x())
                        + Math.abs(v / size.x() % size.y() - from / size.x() % size.y())
                        + Math.abs(v / size.x() / size.y() - from / size.x() / size.y());
                least = Math.min(least, steps);
            }
        }
        return least;
    }

    private static int[] thin(Vec3 size, int... ids) {
        int[] thinned = ids.clone();
        Thinning.thin(thinned, size);
        return thinned;
    }
}
