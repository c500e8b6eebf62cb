package org.znn.common.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
