package org.znn.worker.convolution.fft.reference;

import java.util.Arrays;
import org.znn.worker.simd.DoubleRowOps;
import org.znn.worker.simd.RowOps;

/** Access to float64 maps. */
record DoubleVoxelAccess() implements VoxelAccess<double[]> {

    @Override
    public void load(double[] source, int sourceOffset, int step, double[] target, int targetOffset, int count) {
        for (int i = 0; i < count; i++) {
            target[targetOffset + i] = source[sourceOffset + i * step];
        }
    }

    @Override
    public void store(double[] source, int sourceOffset, double[] target, int targetOffset, int step, int count,
            boolean accumulate) {
        for (int i = 0; i < count; i++) {
            int index = targetOffset + i * step;
            target[index] = accumulate ? target[index] + source[sourceOffset + i] : source[sourceOffset + i];
        }
    }

    @Override
    public void clear(double[] target, int targetOffset, int count) {
        Arrays.fill(target, targetOffset, targetOffset + count, 0);
    }

    @Override
    public RowOps<double[]> rowOps() {
        return new DoubleRowOps();
    }
}
