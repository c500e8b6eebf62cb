package org.znn.common.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.znn.common.config.Preprocessing;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.MemoryImage;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Tests mirroring and normalization of images against values computed with numpy. */
class PaddedImageTest {

    private static final Normalization IDENTITY = Normalization.identity(1);

    /** numpy.pad([1, 2, 3], (2, 5), 'symmetric'). */
    @Test
    void mirrorsLikeNumpySymmetricPadding() {
        Padding padding = new Padding(new Vec3(0, 0, 2), new Vec3(0, 0, 5));
        PaddedImage image = row(padding, IDENTITY, 1, 2, 3);
        assertEquals(new Vec3(1, 1, 10), padding.paddedSize(new Vec3(1, 1, 3)));
        assertArrayEquals(new double[] {2, 1, 1, 2, 3, 3, 2, 1, 1, 2}, read(image, 0, 10));
        assertArrayEquals(new double[] {3, 2, 1}, read(image, 5, 3));
    }

    @Test
    void padsMoreAfterThanBeforeForEvenFieldsOfView() {
        Padding padding = Padding.forFieldOfView(new Vec3(1, 4, 5));
        assertEquals(new Vec3(0, 1, 2), padding.low());
        assertEquals(new Vec3(0, 2, 2), padding.high());
        assertEquals(new Vec3(1, 9 + 3, 9 + 4), padding.paddedSize(new Vec3(1, 9, 9)));
    }

    @Test
    void mirrorsCornersAlongAllAxes() {
        DoubleVolume cube = new DoubleVolume(1, new Vec3(2, 2, 2), new double[] {0, 1, 2, 3, 4, 5, 6, 7});
        PaddedImage image = new PaddedImage(new MemoryImage(cube), new Padding(Vec3.ONE, Vec3.ONE), IDENTITY);
        Volume all = image.read(Box.ofSize(Vec3.cube(4)), Precision.FLOAT64);
        assertEquals(0, all.get(0, 0, 0, 0));
        assertEquals(7, all.get(0, 3, 3, 3));
        assertEquals(3, all.get(0, 0, 3, 3));
        assertEquals(5, all.get(0, 2, 0, 2));
    }

    /** numpy: (v - v.mean()) / v.std() of [1, 2, 4] and of [0, 0, 9]. */
    @Test
    void standardisesEachSection() {
        DoubleVolume two = new DoubleVolume(1, new Vec3(2, 1, 3), new double[] {1, 2, 4, 0, 0, 9});
        Volume seen = normalised(two, Preprocessing.STANDARD_2D);
        double third = Math.sqrt(0.5);
        double[] expected = {-1.0690449676496974, -0.26726124191242434, 1.3363062095621219, -third, -third, 2 * third};
        assertArrayEquals(expected, ((DoubleVolume) seen).data(), 1e-15);
    }

    /** numpy: (v - v.mean()) / v.std() of all six together. */
    @Test
    void standardisesTheWholeImage() {
        DoubleVolume two = new DoubleVolume(1, new Vec3(2, 1, 3), new double[] {1, 2, 4, 0, 0, 9});
        Volume seen = normalised(two, Preprocessing.STANDARD_3D);
        double[] expected = {-0.52999894, -0.21199958, 0.42399915, -0.8479983, -0.8479983, 2.01399597};
        assertArrayEquals(expected, ((DoubleVolume) seen).data(), 1e-8);
    }

    @Test
    void rescalesToMinusOneToOne() {
        DoubleVolume two = new DoubleVolume(1, new Vec3(2, 1, 3), new double[] {1, 2, 4, 0, 0, 8});
        Volume seen = normalised(two, Preprocessing.SYMMETRIC_RESCALE);
        assertArrayEquals(new double[] {-0.75, -0.5, 0, -1, -1, 1}, ((DoubleVolume) seen).data(), 1e-15);
    }

    @Test
    void constantSectionBecomesZero() {
        DoubleVolume flat = new DoubleVolume(1, new Vec3(1, 1, 3), new double[] {7, 7, 7});
        for (Preprocessing p : List.of(Preprocessing.STANDARD_2D, Preprocessing.STANDARD_3D,
                Preprocessing.SYMMETRIC_RESCALE)) {
            assertArrayEquals(new double[3], ((DoubleVolume) normalised(flat, p)).data());
        }
    }

    @Test
    void mergedStatisticsMatchThoseOfTheWhole() {
        double[] values = IntStream.range(0, 100).mapToDouble(i -> 1e6 + Math.sin(i)).toArray();
        SectionStatistics whole = SectionStatistics.of(new DoubleVolume(1, new Vec3(1, 10, 10), values), 0, 0);
        SectionStatistics merged = SectionStatistics.EMPTY;
        for (int from = 0; from < 100; from += 20) {
            double[] part = Arrays.copyOfRange(values, from, from + 20);
            merged = merged.merge(SectionStatistics.of(new DoubleVolume(1, new Vec3(1, 2, 10), part), 0, 0));
        }
        assertEquals(whole.mean(), merged.mean(), 1e-9);
        assertEquals(whole.squaredDeviations(), merged.squaredDeviations(), 1e-8);
        assertEquals(whole.min(), merged.min());
        assertEquals(whole.max(), merged.max());
    }

    @Test
    void reportsPositionOfNonFiniteVoxel() {
        PaddedImage image = row(Padding.NONE, IDENTITY, 1, Double.NaN, 3);
        String message = assertThrows(NonFiniteVoxelException.class, () -> read(image, 0, 3)).getMessage();
        assertTrue(message.contains("NaN at z,y,x = 0,0,1"), message);
    }

    private static Volume normalised(DoubleVolume volume, Preprocessing preprocessing) {
        List<SectionStatistics> sections = IntStream.range(0, volume.size().z())
                .mapToObj(z -> SectionStatistics.of(volume, 0, z)).toList();
        Normalization normalization = Normalization.of(List.of(preprocessing), List.of(sections));
        return new PaddedImage(new MemoryImage(volume), Padding.NONE, normalization)
                .read(Box.ofSize(volume.size()), Precision.FLOAT64);
    }

    private static PaddedImage row(Padding padding, Normalization normalization, double... values) {
        return new PaddedImage(new MemoryImage(new DoubleVolume(1, new Vec3(1, 1, values.length), values)), padding,
                normalization);
    }

    private static double[] read(PaddedImage image, int from, int size) {
        return ((DoubleVolume) image.read(new Box(new Vec3(0, 0, from), new Vec3(1, 1, size)), Precision.FLOAT64))
                .data();
    }
}
