package org.znn.worker.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;

/** Tests the softmax over the channels of each voxel. */
class SoftmaxTest {

    @Test
    void turnsOutputsIntoProbabilities() {
        DoubleVolume volume = new DoubleVolume(3, new Vec3(1, 1, 2),
                new double[] {0, 1, Math.log(2), 1, Math.log(5), 1});
        Softmax.overChannels(volume);
        assertArrayEquals(new double[] {1.0 / 8, 1.0 / 3, 2.0 / 8, 1.0 / 3, 5.0 / 8, 1.0 / 3}, volume.data(), 1e-15);
    }

    @Test
    void doesNotOverflow() {
        FloatVolume volume = new FloatVolume(2, Vec3.ONE, new float[] {1e30f, -1e30f});
        Softmax.overChannels(volume);
        assertArrayEquals(new float[] {1, 0}, volume.data());
    }

    @Test
    void roundsOnce() {
        FloatVolume volume = new FloatVolume(2, Vec3.ONE, new float[] {0.3f, -0.4f});
        Softmax.overChannels(volume);
        assertEquals((float) (1 / (1 + StrictMath.exp((double) -0.4f - (double) 0.3f))), volume.data()[0]);
    }

    @Test
    void matchesTheDefinitionAtEveryVoxel() {
        Vec3 size = new Vec3(3, 17, 31);
        Random random = new Random(4);
        DoubleVolume volume = new DoubleVolume(5, size, random.doubles(5 * size.product(), -9, 9).toArray());
        DoubleVolume given = new DoubleVolume(5, size, volume.data().clone());
        Softmax.overChannels(volume);
        for (int i = 0; i < size.product(); i++) {
            double sum = 0;
            for (int c = 0; c < 5; c++) {
                sum += Math.exp(given.data()[c * 1581 + i]);
            }
            for (int c = 0; c < 5; c++) {
                assertEquals(Math.exp(given.data()[c * 1581 + i]) / sum, volume.data()[c * 1581 + i], 1e-15);
            }
        }
    }
}
