package org.znn.worker.convolution.fft.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Vec3;

/** Compares 3-D transforms with the definition of the DFT. */
class RealFft3dTest {

    private static final int OFFSET = 3;

    @ParameterizedTest
    @ValueSource(strings = {"1,1,2", "1,1,30", "1,2,4", "3,1,6", "2,5,12", "4,3,10", "6,9,16"})
    void matchesTheDefinition(String text) {
        Vec3 size = Vec3.parse(text);
        Vec3 rows = size.plus(1).floorDiv(2);
        double[] image = image(size, rows);
        double[] spectrum = image.clone();
        new RealFft3d(size).forward(spectrum, OFFSET, rows);
        for (int kz = 0; kz < size.z(); kz++) {
            for (int ky = 0; ky < size.y(); ky++) {
                for (int kx = 0; kx <= size.x() / 2; kx++) {
                    double[] sum = definition(image, size, new Vec3(kz, ky, kx));
                    int index = indexOf(size, kz, ky, 2 * kx);
                    assertEquals(sum[0], spectrum[index], 1e-12, text + " at " + kz + "," + ky + "," + kx);
                    assertEquals(sum[1], spectrum[index + 1], 1e-12, text + " at " + kz + "," + ky + "," + kx);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,1,2", "1,1,30", "1,2,4", "3,1,6", "2,5,12", "4,3,10", "6,9,16", "1,1,65536"})
    void inverseRestoresTheImage(String text) {
        Vec3 size = Vec3.parse(text);
        double[] image = image(size, size);
        double[] back = image.clone();
        RealFft3d transform = new RealFft3d(size);
        transform.forward(back, OFFSET, size);
        transform.inverse(back, OFFSET, size);
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    int index = indexOf(size, z, y, x);
                    assertEquals(image[index], back[index], 1e-14, text + " at " + z + "," + y + "," + x);
                }
            }
        }
    }

    @Test
    void startsNoThreadsOfItsOwn() {
        Set<Thread> before = threads();
        Vec3 size = new Vec3(1, 1, 1 << 17);
        new RealFft3d(size).forward(image(size, size), OFFSET, size);
        Set<Thread> after = threads();
        after.removeAll(before);
        assertEquals(Set.of(), after);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("pool"))
                .collect(Collectors.toSet());
    }

    private static double[] image(Vec3 size, Vec3 rows) {
        Random random = new Random(1);
        double[] image = new double[OFFSET + RealFft3d.length(size)];
        for (int z = 0; z < rows.z(); z++) {
            for (int y = 0; y < rows.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    image[indexOf(size, z, y, x)] = random.nextDouble() - 0.5;
                }
            }
        }
        return image;
    }

    private static int indexOf(Vec3 size, int z, int y, int x) {
        return OFFSET + (z * size.y() + y) * (size.x() + 2) + x;
    }

    /** Returns Σ image[x]·exp(−2πi·k·x/size), as real and imaginary part. */
    private static double[] definition(double[] image, Vec3 size, Vec3 k) {
        double[] sum = new double[2];
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    double angle = -2 * Math.PI * ((double) k.z() * z / size.z() + (double) k.y() * y / size.y()
                            + (double) k.x() * x / size.x());
                    sum[0] += image[indexOf(size, z, y, x)] * Math.cos(angle);
                    sum[1] += image[indexOf(size, z, y, x)] * Math.sin(angle);
                }
            }
        }
        return sum;
    }
}
