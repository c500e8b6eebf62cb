package org.znn.common.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tests the moments and smoothness of the noise, and that it does not depend on where a row starts. */
class NoiseTest {

    @Test
    void cameraNoiseHasMeanZeroAndDeviationOne() {
        SensorNoise noise = new SensorNoise(1, 1);
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int y = 0; y < 200; y += 4) {
            float[] row = new float[2000];
            noise.addRow(0, y, 0, 1, row);
            for (float v : row) {
                sum += v;
                squares += v * v;
                n++;
            }
        }
        assertEquals(0, sum / n, 0.02);
        assertEquals(1, Math.sqrt(squares / n), 0.02);
    }

    @Test
    void rowsDoNotDependOnWhereTheyStart() {
        float[] camera = new float[50];
        new SensorNoise(1, 1).addRow(3, 5, -20, 1, camera);
        float[] smooth = new float[50];
        new SmoothNoise(1, 1, 3, 8).addRow(4, -5, -20, 50, 1, smooth);
        for (int from = 1; from < 20; from++) {
            float[] part = new float[30];
            new SensorNoise(1, 1).addRow(3, 5, -20 + from, 1, part);
            assertArrayEquals(Arrays.copyOfRange(camera, from, from + 30), part, "from " + from);
            Arrays.fill(part, 0);
            new SmoothNoise(1, 1, 3, 8).addRow(4, -5, -20 + from, 30, 1, part);
            assertArrayEquals(Arrays.copyOfRange(smooth, from, from + 30), part, "from " + from);
        }
    }

    @Test
    void smoothNoiseIsBoundedAndSmoothAlongEveryAxis() {
        int spacing = 10;
        SmoothNoise noise = new SmoothNoise(9, 2, spacing, spacing);
        // The maximum slope of a smoothstep between −1 and 1.
        float steepest = 2 * 1.5f / spacing;
        float[][][] block = new float[25][25][40];
        for (int z = 0; z < 25; z++) {
            for (int y = 0; y < 25; y++) {
                noise.addRow(z, y, 0, 40, 1, block[z][y]);
                for (int x = 0; x < 40; x++) {
                    float v = block[z][y][x];
                    assertTrue(Math.abs(v) <= 1);
                    assertTrue(x == 0 || Math.abs(v - block[z][y][x - 1]) <= steepest + 1e-5);
                    assertTrue(y == 0 || Math.abs(v - block[z][y - 1][x]) <= steepest + 1e-5);
                    assertTrue(z == 0 || Math.abs(v - block[z - 1][y][x]) <= steepest + 1e-5);
                }
            }
        }
    }
}
