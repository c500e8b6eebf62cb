package org.znn.driver.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;

/** Selected sizes of passes, blocks and chunks. */
class SizeSelectionTest {

    /** A 2-D network with a context of 94 voxels along y and x; 1e5 operations and 4 bytes per input voxel. */
    private static final PassCost FLAT = cost(new Vec3(0, 94, 94));
    private static final Predicate<Vec3> ANY = block -> true;
    private static final PassCost DEEP = cost(new Vec3(20, 60, 60));

    @Test
    void flatNetworkComputesOneSectionPerPass() {
        assertEquals(Optional.of(new Vec3(1, 512, 512)),
                new PassSizeSelector(new Vec3(15, 512, 512), FLAT, Long.MAX_VALUE / 2).select(1));
    }

    @Test
    void passFitsTheMemory() {
        long memory = 4L * 200 * 200;
        Vec3 pass = new PassSizeSelector(new Vec3(15, 512, 512), FLAT, memory).select(1).orElseThrow();
        assertTrue(FLAT.bytes(pass) <= memory, pass.toString());
        assertTrue(pass.y() >= 80 && pass.x() >= 80, pass.toString());
    }

    @Test
    void passOf3dNetworkExtendsAlongZ() {
        Vec3 pass = new PassSizeSelector(Vec3.cube(200), DEEP, 4L * 150 * 150 * 150).select(1).orElseThrow();
        assertTrue(pass.z() > 20, pass.toString());
    }

    @Test
    void thereArePassesForAllExecutors() {
        Vec3 extent = new Vec3(1, 2000, 2000);
        Vec3 pass = new PassSizeSelector(extent, FLAT, Long.MAX_VALUE / 2).select(16).orElseThrow();
        assertTrue(new Grid(extent, pass).cells() >= 16, pass.toString());
    }

    @Test
    void noPassFits() {
        assertEquals(Optional.empty(), new PassSizeSelector(Vec3.cube(200), DEEP, 100).select(1));
    }

    @Test
    void nearestFittingPassDoesNotExceedTheRequestedOne() {
        Vec3 requested = new Vec3(1, 400, 400);
        Vec3 near = new PassSizeSelector(new Vec3(15, 512, 512), FLAT, 4L * 300 * 300)
                .nearestFitting(requested).orElseThrow();
        assertTrue(requested.allAtLeast(near) && near.y() >= 128, near.toString());
    }

    @Test
    void smallPassesAreJoinedIntoBlocksOfWholePasses() {
        Vec3 block = BlockSizeSelector.select(new Vec3(15, 512, 512), new Vec3(1, 100, 100), 5e9, 8, ANY, 2);
        assertEquals(0, block.y() % 100 * (512 - block.y()), block.toString());
        assertEquals(512, block.x());
        assertTrue(block.y() < 512, "5e9 operations per pass, 1e11 are enough: " + block);
    }

    @Test
    void heavyPassIsABlockByItself() {
        assertEquals(new Vec3(8, 64, 64),
                BlockSizeSelector.select(Vec3.cube(512), new Vec3(8, 64, 64), 1e12, 8, ANY, 2));
    }

    @Test
    void thereAreBlocksForAllExecutors() {
        Vec3 extent = new Vec3(1, 400, 400);
        Vec3 block = BlockSizeSelector.select(extent, new Vec3(1, 100, 100), 1, 8, ANY, 8);
        assertTrue(new Grid(extent, block).cells() >= 8, block.toString());
    }

    @Test
    void chunksArePassesOrEqualPartsOfPasses() {
        assertEquals(new Vec3(1, 100, 100), chunk(1, 100, 100));
        assertEquals(new Vec3(3, 64, 97), chunk(3, 64, 97));
        assertEquals(new Vec3(1, 512, 512), chunk(1, 512, 512));
        assertEquals(new Vec3(64, 64, 64), chunk(128, 128, 128));
        assertEquals(new Vec3(1, 1009, 1009), chunk(1, 1009, 1009));
    }

    @Test
    void blockFitsTheMemory() {
        Predicate<Vec3> fits = block -> block.product() <= 5 * 100 * 100;
        assertEquals(new Vec3(1, 100, 400),
                BlockSizeSelector.select(new Vec3(15, 1000, 1000), new Vec3(1, 100, 100), 1, 8, fits, 2));
    }

    @Test
    void startOfAPassIsPartOfItsWork() {
        PassCost pointwise = cost(Vec3.ZERO);
        Vec3 pass = new PassSizeSelector(new Vec3(100, 1000, 1000), pointwise, Long.MAX_VALUE / 2).select(1)
                .orElseThrow();
        assertTrue(pass.product() > 1000, pass.toString());
        Vec3 block = BlockSizeSelector.select(new Vec3(1, 10_000, 100_000), Vec3.ONE, pointwise.work(Vec3.ONE), 4,
                ANY, 2);
        assertTrue(block.product() <= 10_000, "the passes of a block are a list in memory: " + block);
    }

    @Test
    void smallPassesShareAChunk() {
        assertEquals(new Vec3(1, 64, 4096), ChunkSizeSelector.select(Vec3.ONE, new Vec3(4, 512, 4096)));
        assertEquals(new Vec3(2, 16, 95), ChunkSizeSelector.select(new Vec3(2, 16, 19), new Vec3(2, 16, 95)));
    }

    /** Returns the chunk of a block of one pass. */
    private static Vec3 chunk(int z, int y, int x) {
        return ChunkSizeSelector.select(new Vec3(z, y, x), new Vec3(z, y, x));
    }

    private static PassCost cost(Vec3 context) {
        return new PassCost() {
            @Override
            public long bytes(Vec3 pass) {
                return 4 * pass.plus(context).product();
            }

            @Override
            public double operations(Vec3 pass) {
                return 1e5 * pass.plus(context).product();
            }
        };
    }
}
