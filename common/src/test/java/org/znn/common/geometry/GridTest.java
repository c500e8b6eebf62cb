package org.znn.common.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests that cells cover every voxel exactly once, and passes at least once. */
class GridTest {

    @Test
    void clipsCellsAtTheFarEnds() {
        Grid grid = new Grid(new Vec3(5, 4, 7), new Vec3(2, 4, 3));
        assertEquals(new Vec3(3, 1, 3), grid.counts());
        assertEquals(new Box(new Vec3(4, 0, 6), new Vec3(1, 4, 1)), grid.box(8));
        assertEquals(new Box(new Vec3(0, 0, 3), new Vec3(2, 4, 3)), grid.box(1));
    }

    @Test
    void coversEveryVoxelOnce() {
        long seed = 20261124;
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            Grid grid = new Grid(randomSize(random, 12), randomSize(random, 5));
            assertEquals(1, covered(grid.extent(), boxes(grid)), "seed " + seed + ", round " + round + ": " + grid);
        }
    }

    @Test
    void passesCoverTheBoxAndStayInsideTheExtent() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            Vec3 extent = randomSize(random, 12);
            Vec3 window = randomSize(random, 12).min(extent);
            Box box = new Grid(extent, randomSize(random, 12)).box(0);
            List<Box> passes = PassTiling.cover(box, extent, window);
            String message = "seed " + seed + ", round " + round;
            int[] counts = new int[Math.toIntExact(extent.product())];
            for (Box pass : passes) {
                assertEquals(window, pass.size(), message);
                assertEquals(pass, pass.intersect(Box.ofSize(extent)), message);
                count(extent, pass, counts);
            }
            Vec3 e = box.end();
            for (int z = 0; z < e.z(); z++) {
                for (int y = 0; y < e.y(); y++) {
                    for (int x = 0; x < e.x(); x++) {
                        assertEquals(true, counts[(z * extent.y() + y) * extent.x() + x] > 0, message);
                    }
                }
            }
        }
    }

    @Test
    void rejectsWindowsLargerThanTheExtent() {
        assertThrows(IllegalArgumentException.class,
                () -> PassTiling.cover(Box.ofSize(Vec3.cube(3)), Vec3.cube(3), Vec3.cube(4)));
    }

    private static List<Box> boxes(Grid grid) {
        return LongStream.range(0, grid.cells()).mapToObj(grid::box).toList();
    }

    /** Returns how often each voxel is covered; −1 if the counts differ. */
    private static int covered(Vec3 extent, List<Box> boxes) {
        int[] counts = new int[Math.toIntExact(extent.product())];
        boxes.forEach(b -> count(extent, b, counts));
        return Arrays.stream(counts).allMatch(t -> t == counts[0]) ? counts[0] : -1;
    }

    private static void count(Vec3 extent, Box box, int[] counts) {
        for (int z = box.start().z(); z < box.end().z(); z++) {
            for (int y = box.start().y(); y < box.end().y(); y++) {
                for (int x = box.start().x(); x < box.end().x(); x++) {
                    counts[(z * extent.y() + y) * extent.x() + x]++;
                }
            }
        }
    }

    private static Vec3 randomSize(Random random, int max) {
        return new Vec3(1 + random.nextInt(max), 1 + random.nextInt(max), 1 + random.nextInt(max));
    }
}
