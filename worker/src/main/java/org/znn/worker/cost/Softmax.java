package org.znn.worker.cost;

import java.util.Arrays;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;

/**
 * Turns a network's outputs into probabilities: softmax over the channels of each voxel, computed in float64 and to
 * the same bits on every machine.
 */
public final class Softmax {

    /** Voxels worked on at a time: their channels fit the nearest cache. */
    private static final int RUN = 512;

    private Softmax() {
    }

    /** In place; the greatest value of a voxel is subtracted first, so that nothing overflows. */
    public static void overChannels(Volume volume) {
        int voxels = Math.toIntExact(volume.size().product());
        double[][] values = new double[volume.channels()][RUN];
        double[] work = new double[RUN];
        for (int from = 0; from < voxels; from += RUN) {
            int n = Math.min(RUN, voxels - from);
            for (int c = 0; c < values.length; c++) {
                load(volume, c * voxels + from, values[c], n);
            }
            probabilities(values, work, n);
            for (int c = 0; c < values.length; c++) {
                store(values[c], n, volume, c * voxels + from);
            }
        }
    }

    private static void probabilities(double[][] values, double[] work, int n) {
        System.arraycopy(values[0], 0, work, 0, n);
        for (double[] channel : values) {
            for (int i = 0; i < n; i++) {
                work[i] = Math.max(work[i], channel[i]);
            }
        }
        for (double[] channel : values) {
            for (int i = 0; i < n; i++) {
                double below = channel[i] - work[i];
                channel[i] = below == 0 ? 1 : StrictMath.exp(below);
            }
        }
        Arrays.fill(work, 0, n, 0);
        for (double[] channel : values) {
            for (int i = 0; i < n; i++) {
                work[i] += channel[i];
            }
        }
        for (double[] channel : values) {
            for (int i = 0; i < n; i++) {
                channel[i] /= work[i];
            }
        }
    }

    private static void load(Volume from, int at, double[] to, int n) {
        if (from instanceof FloatVolume floats) {
            for (int i = 0; i < n; i++) {
                to[i] = floats.data()[at + i];
            }
        } else if (from instanceof DoubleVolume doubles) {
            System.arraycopy(doubles.data(), at, to, 0, n);
        }
    }

    private static void store(double[] from, int n, Volume to, int at) {
        if (to instanceof FloatVolume floats) {
            for (int i = 0; i < n; i++) {
                floats.data()[at + i] = (float) from[i];
            }
        } else if (to instanceof DoubleVolume doubles) {
            System.arraycopy(from, 0, doubles.data(), at, n);
        }
    }
}
