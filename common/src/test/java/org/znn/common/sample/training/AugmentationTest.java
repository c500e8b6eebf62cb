package org.znn.common.sample.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/** Tests each of the 16 augmentations against successive flips and a transposition. */
class AugmentationTest {

    private static final Vec3 SIZE = new Vec3(2, 3, 4);
    private static final double[][][] CUBE = Cubes.of(2, 3, 4, (z, y, x) -> 100 * z + 10 * y + x);

    static IntStream indices() {
        return IntStream.range(0, Augmentation.COUNT);
    }

    @ParameterizedTest
    @MethodSource("indices")
    void matchesSuccessiveFlipsAndTransposition(int number) {
        assertEquals(Cubes.text(Cubes.augment(CUBE, number)), Cubes.text(augmented(number, Box.ofSize(SIZE))));
    }

    @ParameterizedTest
    @MethodSource("indices")
    void withoutLeadingKeepsTheVoxelsLeftAfterAugmentation(int number) {
        Box kept = Augmentation.of(number).withoutLeading(Box.ofSize(SIZE), Vec3.ONE);
        assertEquals(Cubes.text(Cubes.dropFirst(Cubes.augment(CUBE, number))), Cubes.text(augmented(number, kept)));
    }

    @Test
    void allAugmentationsDiffer() {
        Set<String> seen = new HashSet<>();
        indices().forEach(n -> seen.add(Cubes.text(augmented(n, Box.ofSize(SIZE)))));
        assertEquals(Augmentation.COUNT, seen.size());
    }

    /** Along x, the segments 1 2 2 have affinities 0 1; flipped to 2 2 1 they have affinities 1 0. */
    @Test
    void affinitiesOfAFlippedPatchFollowTheFlippedSegments() {
        double[][][] segments = {{{1, 2, 2}}};
        LabelIds ids = (z, y, x) -> (long) segments[z][y][x];
        PatchLabelIds plain = PatchLabelIds.cut(ids, Vec3.ZERO, Vec3.ONE, new Vec3(1, 1, 3), Augmentation.NONE);
        PatchLabelIds flipped = PatchLabelIds.cut(ids, Vec3.ZERO, Vec3.ONE, new Vec3(1, 1, 3), Augmentation.of(4));
        AffinityEncoding affinity = new AffinityEncoding();
        assertEquals(0, affinity.classAt(plain, Vec3.ONE, 0, 0, 0, 1));
        assertEquals(1, affinity.classAt(plain, Vec3.ONE, 0, 0, 0, 2));
        assertEquals(1, affinity.classAt(flipped, Vec3.ONE, 0, 0, 0, 1));
        assertEquals(0, affinity.classAt(flipped, Vec3.ONE, 0, 0, 0, 2));
    }

    /** Returns a box of the cube, with its voxels at their strided indices. */
    private static double[][][] augmented(int number, Box box) {
        Augmentation augmentation = Augmentation.of(number);
        Vec3 from = box.start();
        Vec3 size = box.size();
        Vec3 to = augmentation.size(size);
        double[] flat = new double[(int) size.product()];
        Augmentation.StridedIndex index = augmentation.stridedIndex(size);
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    flat[index.rowStart(z, y) + x * index.strideX()] = CUBE[from.z() + z][from.y() + y][from.x() + x];
                }
            }
        }
        return Cubes.of(to.z(), to.y(), to.x(), (z, y, x) -> flat[(z * to.y() + y) * to.x() + x]);
    }
}
