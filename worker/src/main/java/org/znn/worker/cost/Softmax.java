package org.znn.worker.cost;

import java.util.Arrays;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;

/**
 * Softmax over the channels of each voxel, which turns a network's outputs into probabilities. It is computed in
 * float64 and gives the same bits on every machine.
 */
public final class Softmax {

    /** Number of voxels processed at a time, chosen so that their channels fit into the L1 cache. */
    private static final int BLOCK = 512;

    private Softmax() {
    }

    /** Computes the softmax in place; subtracts the maximum of each voxel first to prevent overflow. */
    public static void overChannels(Volume volume) {
        int voxels = Math.toIntExact(volume.size().product());
        double[][] values = new double[volume.channels()][BLOCK];
        double[] scratch = new double[BLOCK];
        for (int first = 0; first < voxels; first += BLOCK) {
            int n = Math.min(BLOCK, voxels - first);
            for (int c = 0; c < values.length; c++) {
                load(volume, c * voxels + first, values[c], n);
            }
            normalise(values, scratch, n);
            for (int c = 0; c < values.length; c++) {
                store(values[c], n, volume, c * voxels + first);
            }
        }
    }

    /**
     * Returns −log of the softmax of one element, also where the softmax itself is so small that it is rounded to 0.
     *
     * @param outputs volume before the softmax
     * @param index   index of the element
     */
    static double negativeLogarithm(Volume outputs, int index) {
        int voxels = Math.toIntExact(outputs.size().product());
        int voxel = index % voxels;
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < outputs.channels(); c++) {
            max = Math.max(max, outputs.get(c * voxels + voxel));
        }
        double sum = 0;
        for (int c = 0; c < outputs.channels(); c++) {
            sum += StrictMath.exp(outputs.get(c * voxels + voxel) - max);
        }
        return max - outputs.get(index) + StrictMath.log(sum);
    }

    private static void normalise(double[][] values, double[] scratch, int n) {
        // Maximum over channels.
        System.arraycopy(values[0], 0, scratch, 0, n);
        for (double[] channel : values) {
            for (int i = 0; i < n; i++) {
                scratch[i] = Math.max(scratch[i], channel[i]);
            }
        }
        for (double[] channel : values) {
            for (int i = 0; i < n; i++) {
                double difference = channel[i] - scratch[i];
                channel[i] = difference == 0 ? 1 : StrictMath.exp(difference);
            }
        }
        // Sum over channels.
        Arrays.fill(scratch, 0, n, 0);
        for (double[] channel : values) {
            for (int i = 0; i < n; i++) {
                scratch[i] += channel[i];
            }
        }
        for (double[] channel : values) {
            for (int i = 0; i < n; i++) {
                channel[i] /= scratch[i];
            }
        }
    }

    private static void load(Volume source, int offset, double[] target, int n) {
        if (source instanceof FloatVolume floats) {
            for (int i = 0; i < n; i++) {
                target[i] = floats.data()[offset + i];
            }
        } else if (source instanceof DoubleVolume doubles) {
            System.arraycopy(doubles.data(), offset, target, 0, n);
        }
    }

    private static void store(double[] source, int n, Volume target, int offset) {
        if (target instanceof FloatVolume floats) {
            for (int i = 0; i < n; i++) {
                floats.data()[offset + i] = (float) source[i];
            }
        } else if (target instanceof DoubleVolume doubles) {
            System.arraycopy(source, 0, doubles.data(), offset, n);
        }
    }
}
