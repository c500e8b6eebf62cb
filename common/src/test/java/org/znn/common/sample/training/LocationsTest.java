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

/** The numbering of places against a list of them all. */
class LocationsTest {

    private static final Box PLACES = Box.between(new Vec3(-1, -2, -3), new Vec3(2, 4, 4));

    @Test
    void withoutMasksAllPlacesCount() {
        assertEquals(places(List.of()), numbered(new Locations(PLACES, List.of())));
    }

    /** Of every mask size that the places fit in; the sparse ones leave rows empty, first, last and between. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 0.5, 1})
    void withAMaskThoseWhereItIsSet(double share) {
        for (int seed = 0; seed < 20; seed++) {
            List<VoxelMask> masks = List.of(mask(new Vec3(4, 7, 8), share, seed));
            assertEquals(places(masks), numbered(new Locations(PLACES, masks)), "seed " + seed);
        }
    }

    @Test
    void withTwoMasksThoseWhereOneIsSet() {
        List<VoxelMask> masks = List.of(mask(new Vec3(4, 7, 8), 0.2, 1), mask(new Vec3(3, 6, 9), 0.2, 2));
        assertEquals(places(masks), numbered(new Locations(PLACES, masks)));
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

    private static List<Vec3> numbered(Locations locations) {
        return LongStream.range(0, locations.count()).mapToObj(locations::place).toList();
    }

    private static List<Vec3> places(List<VoxelMask> masks) {
        List<Vec3> all = new ArrayList<>();
        for (int z = -1; z < 2; z++) {
            for (int y = -2; y < 4; y++) {
                for (int x = -3; x < 4; x++) {
                    Vec3 place = new Vec3(z, y, x);
                    if (masks.isEmpty() || masks.stream().anyMatch(m -> m.isSetAtPlace(place))) {
                        all.add(place);
                    }
                }
            }
        }
        return all;
    }
}
