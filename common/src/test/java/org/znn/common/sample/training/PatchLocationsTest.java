package org.znn.common.sample.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/** Tests the numbering of locations against a list of all of them. */
class PatchLocationsTest {

    private static final Box BOUNDS = Box.between(new Vec3(-1, -2, -3), new Vec3(2, 4, 4));

    @Test
    void includesAllLocationsWithoutMasks() {
        assertEquals(expected(List.of()), numbered(new PatchLocations(BOUNDS, List.of())));
    }

    /** Sparse masks leave rows empty at the beginning, at the end and in between. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 0.5, 1})
    void includesLocationsInsideTheMask(double share) {
        for (int seed = 0; seed < 20; seed++) {
            List<VoxelMask> masks = List.of(mask(new Vec3(4, 7, 8), share, seed));
            assertEquals(expected(masks), numbered(new PatchLocations(BOUNDS, masks)), "seed " + seed);
        }
    }

    @Test
    void includesLocationsInsideEitherOfTwoMasks() {
        List<VoxelMask> masks = List.of(mask(new Vec3(4, 7, 8), 0.2, 1), mask(new Vec3(3, 6, 9), 0.2, 2));
        assertEquals(expected(masks), numbered(new PatchLocations(BOUNDS, masks)));
    }

    private static VoxelMask mask(Vec3 size, double share, int seed) {
        Random random = new Random(seed);
        BitVolume bits = new BitVolume(size);
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    bits.setId(z, y, x, random.nextDouble() < share ? 1 : 0);
                }
            }
        }
        return new VoxelMask(bits, size);
    }

    private static List<Vec3> numbered(PatchLocations locations) {
        return LongStream.range(0, locations.count()).mapToObj(locations::get).toList();
    }

    private static List<Vec3> expected(List<VoxelMask> masks) {
        List<Vec3> all = new ArrayList<>();
        for (int z = -1; z < 2; z++) {
            for (int y = -2; y < 4; y++) {
                for (int x = -3; x < 4; x++) {
                    Vec3 location = new Vec3(z, y, x);
                    if (masks.isEmpty() || masks.stream().anyMatch(m -> m.isSetAtLocation(location))) {
                        all.add(location);
                    }
                }
            }
        }
        return all;
    }
}
