package org.znn.worker.convolution.fft.reference;

import java.util.Arrays;
import org.znn.worker.simd.DoubleRowOps;
import org.znn.worker.simd.RowOps;

/** Access to float64 maps. */
record DoubleVoxelAccess() implements VoxelAccess<double[]> {

    @Override
    public void load(double[] source, int sourceAt, int step, double[] target, int targetAt, int count) {
        for (int i = 0; i < count; i++) {
            target[targetAt + i] = source[sourceAt + i * step];
        }
    }

    @Override
    public void store(double[] source, int sourceAt, double[] target, int targetAt, int step, int count, boolean add) {
        for (int i = 0; i < count; i++) {
            int index = targetAt + i * step;
            target[index] = add ? target[index] + source[sourceAt + i] : source[sourceAt + i];
        }
    }

    @Override
    public void clear(double[] target, int targetAt, int count) {
        Arrays.fill(target, targetAt, targetAt + count, 0);
    }

    @Override
    public RowOps<double[]> rows() {
        return new DoubleRowOps();
    }
}
