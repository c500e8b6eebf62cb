package org.znn.worker.task;

import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Volume;

/**
 * Turns a network's outputs into probabilities: softmax over the channels of each voxel, computed in float64 and to
 * the same bits on every machine.
 */
public final class Softmax {

    private Softmax() {
    }

    /** In place; the greatest value of a voxel is subtracted first, so that nothing overflows. */
    public static void overChannels(Volume volume) {
        int channels = volume.channels();
        Vec3 size = volume.size();
        double[] exponentials = new double[channels];
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    double greatest = Double.NEGATIVE_INFINITY;
                    for (int c = 0; c < channels; c++) {
                        greatest = Math.max(greatest, volume.get(c, z, y, x));
                    }
                    double sum = 0;
                    for (int c = 0; c < channels; c++) {
                        double below = volume.get(c, z, y, x) - greatest;
                        exponentials[c] = below == 0 ? 1 : StrictMath.exp(below);
                        sum += exponentials[c];
                    }
                    for (int c = 0; c < channels; c++) {
                        volume.set(c, z, y, x, exponentials[c] / sum);
                    }
                }
            }
        }
    }
}
