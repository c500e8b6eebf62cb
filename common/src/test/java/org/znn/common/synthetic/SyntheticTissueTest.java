package org.znn.common.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/** Tests that synthetic tissue is independent of the boxes generated and statistically resembles tissue. */
class SyntheticTissueTest {

    private static final Vec3 SIZE = new Vec3(5, 150, 170);

    /** A generated box of tissue. */
    private record GeneratedBox(Box box, byte[] image, int[] labels) {

        static GeneratedBox of(SyntheticTissue tissue, Box box) {
            int n = (int) box.voxels();
            GeneratedBox generated = new GeneratedBox(box, new byte[n], new int[n]);
            tissue.fill(box, generated.image, generated.labels, 0);
            return generated;
        }

        int index(int z, int y, int x) {
            Vec3 v = new Vec3(z, y, x).minus(box.start());
            return (v.z() * box.size().y() + v.y()) * box.size().x() + v.x();
        }
    }

    private static SyntheticTissue tissue(long seed) {
        return new SyntheticTissue(seed, new TissueGeometry(SIZE, TissueGeometry.SERIAL_SECTIONS,
                TissueGeometry.DEFAULT_CELL));
    }

    @Test
    void boxesMatchTheWholeVolume() {
        GeneratedBox whole = GeneratedBox.of(tissue(3), Box.ofSize(SIZE));
        long seed = 42;
        Random random = new Random(seed);
        for (int round = 0; round < 25; round++) {
            Vec3 a = new Vec3(random.nextInt(SIZE.z()), random.nextInt(SIZE.y()), random.nextInt(SIZE.x()));
            Vec3 b = new Vec3(random.nextInt(SIZE.z()), random.nextInt(SIZE.y()), random.nextInt(SIZE.x()));
            GeneratedBox part = GeneratedBox.of(tissue(3), Box.between(a.min(b), a.max(b).plus(1)));
            Vec3 end = part.box.end();
            for (int z = part.box.start().z(); z < end.z(); z++) {
                for (int y = part.box.start().y(); y < end.y(); y++) {
                    for (int x = part.box.start().x(); x < end.x(); x++) {
                        String where = "seed " + seed + ", box " + part.box + ", voxel " + new Vec3(z, y, x);
                        assertEquals(whole.image[whole.index(z, y, x)], part.image[part.index(z, y, x)], where);
                        assertEquals(whole.labels[whole.index(z, y, x)], part.labels[part.index(z, y, x)], where);
                    }
                }
            }
        }
    }

    @Test
    void dependsOnTheSeedOnly() {
        Box box = Box.ofSize(new Vec3(1, 40, 40));
        assertArrayEquals(GeneratedBox.of(tissue(1), box).image, GeneratedBox.of(tissue(1), box).image);
        assertFalse(Arrays.equals(GeneratedBox.of(tissue(1), box).image, GeneratedBox.of(tissue(2), box).image));
    }

    @Test
    void membranesAreDarkAndThin() {
        GeneratedBox generated = GeneratedBox.of(tissue(7), Box.ofSize(SIZE));
        double[] sum = new double[2];
        int[] count = new int[2];
        for (int i = 0; i < generated.image.length; i++) {
            int kind = generated.labels[i] == 0 ? 0 : 1;
            sum[kind] += generated.image[i] & 0xFF;
            count[kind]++;
        }
        double share = count[0] / (double) generated.image.length;
        assertTrue(share > 0.1 && share < 0.3, "share of membrane " + share);
        assertTrue(sum[0] / count[0] < sum[1] / count[1] - 40, "membrane " + sum[0] / count[0] + ", inside "
                + sum[1] / count[1]);
    }

    @Test
    void segmentsNeverTouchWithinASection() {
        GeneratedBox generated = GeneratedBox.of(tissue(11), Box.ofSize(SIZE));
        for (int z = 0; z < SIZE.z(); z++) {
            for (int y = 1; y < SIZE.y(); y++) {
                for (int x = 1; x < SIZE.x(); x++) {
                    int own = generated.labels[generated.index(z, y, x)];
                    for (int other : new int[] {generated.index(z, y - 1, x), generated.index(z, y, x - 1)}) {
                        assertTrue(own == 0 || generated.labels[other] == 0 || own == generated.labels[other],
                                "at " + new Vec3(z, y, x));
                    }
                }
            }
        }
        assertTrue(Arrays.stream(generated.labels).distinct().count() > 10);
    }

    @Test
    void staysPreciseFarFromTheOrigin() {
        Vec3 large = new Vec3(20_000, 100_000, 100_000);
        TissueGeometry geometry = new TissueGeometry(large, TissueGeometry.SERIAL_SECTIONS, 1000);
        SyntheticTissue tissue = new SyntheticTissue(5, geometry);
        GeneratedBox generated = GeneratedBox.of(tissue,
                new Box(large.minus(new Vec3(1, 300, 300)), new Vec3(1, 300, 300)));
        assertTrue(Arrays.stream(generated.labels).distinct().count() > 1);
    }

    @Test
    void rejectsMoreCellsThanIds() {
        Vec3 huge = Vec3.cube(1_000_000);
        assertThrows(IllegalArgumentException.class, () -> new TissueGeometry(huge, Vec3.cube(8), 240));
    }
}
