package org.znn.worker.convolution.fft.reference;

import java.util.Arrays;
import org.znn.worker.simd.RowOps;

/** Access to float32 maps. */
record FloatVoxelAccess(RowOps<float[]> rows) implements VoxelAccess<float[]> {

    @Override
    public void load(float[] source, int sourceAt, int step, double[] target, int targetAt, int count) {
        for (int i = 0; i < count; i++) {
            target[targetAt + i] = source[sourceAt + i * step];
        }
    }

    @Override
    public void store(double[] source, int sourceAt, float[] target, int targetAt, int step, int count, boolean add) {
        for (int i = 0; i < count; i++) {
            int index = targetAt + i * step;
            target[index] = (float) (add ? target[index] + source[sourceAt + i] : source[sourceAt + i]);
        }
    }

    @Override
    public void clear(float[] target, int targetAt, int count) {
        Arrays.fill(target, targetAt, targetAt + count, 0);
    }
}
