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

/** Each of the 16 ways against flips and a transposition made one after another. */
class AugmentationTest {

    private static final Vec3 SIZE = new Vec3(2, 3, 4);
    private static final double[][][] CUBE = Cubes.of(2, 3, 4, (z, y, x) -> 100 * z + 10 * y + x);

    static IntStream all() {
        return IntStream.range(0, Augmentation.COUNT);
    }

    @ParameterizedTest
    @MethodSource("all")
    void putsVoxelsWhereFlipsAndATranspositionPutThem(int number) {
        assertEquals(Cubes.text(Cubes.augment(CUBE, number)), Cubes.text(augmented(number, Box.ofSize(SIZE))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void keepsWhatIsLeftOnceTheFirstVoxelsAreDropped(int number) {
        Box kept = Augmentation.of(number).kept(Box.ofSize(SIZE), Vec3.ONE);
        assertEquals(Cubes.text(Cubes.dropFirst(Cubes.augment(CUBE, number))), Cubes.text(augmented(number, kept)));
    }

    @Test
    void allDiffer() {
        Set<String> seen = new HashSet<>();
        all().forEach(n -> seen.add(Cubes.text(augmented(n, Box.ofSize(SIZE)))));
        assertEquals(Augmentation.COUNT, seen.size());
    }

    /** Segments 1 | 2 2: along x the pairs are cut, joined; flipped, 2 2 | 1, they are joined, cut. */
    @Test
    void affinitiesOfAFlippedPatchAreThoseOfTheFlippedSegments() {
        double[][][] segments = {{{1, 2, 2}}};
        Ids ids = (z, y, x) -> (long) segments[z][y][x];
        PatchIds plain = PatchIds.cut(ids, Vec3.ZERO, Vec3.ONE, new Vec3(1, 1, 3), Augmentation.NONE);
        PatchIds flipped = PatchIds.cut(ids, Vec3.ZERO, Vec3.ONE, new Vec3(1, 1, 3), Augmentation.of(4));
        AffinityMeaning affinity = new AffinityMeaning();
        assertEquals(0, affinity.answer(plain, Vec3.ONE, 0, 0, 0, 1));
        assertEquals(1, affinity.answer(plain, Vec3.ONE, 0, 0, 0, 2));
        assertEquals(1, affinity.answer(flipped, Vec3.ONE, 0, 0, 0, 1));
        assertEquals(0, affinity.answer(flipped, Vec3.ONE, 0, 0, 0, 2));
    }

    /** The box of the cube, its voxels put where the walk says. */
    private static double[][][] augmented(int number, Box box) {
        Augmentation augmentation = Augmentation.of(number);
        Vec3 from = box.start();
        Vec3 size = box.size();
        Vec3 to = augmentation.size(size);
        double[] flat = new double[(int) size.product()];
        Augmentation.Walk walk = augmentation.walk(size);
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    flat[walk.row(z, y) + x * walk.stepX()] = CUBE[from.z() + z][from.y() + y][from.x() + x];
                }
            }
        }
        return Cubes.of(to.z(), to.y(), to.x(), (z, y, x) -> flat[(z * to.y() + y) * to.x() + x]);
    }
}
