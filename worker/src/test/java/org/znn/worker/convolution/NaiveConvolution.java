package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Reference implementation: ZNN's definition of convolution in float64, literally (ZNN-SEMANTICS 2). */
public final class NaiveConvolution {

    private NaiveConvolution() {
    }

    /** Returns out[o][p] = Σ in[i][p + q·d] · W[i,o][k − 1 − q], added to {@code start} if that is not null. */
    public static DoubleVolume convolve(Volume in, Filters filters, Vec3 dilation, Vec3 outSize, Volume start) {
        DoubleVolume out = (DoubleVolume) Volume.zeros(Precision.FLOAT64, filters.out(), outSize);
        for (int o = 0; o < filters.out(); o++) {
            for (int z = 0; z < outSize.z(); z++) {
                for (int y = 0; y < outSize.y(); y++) {
                    for (int x = 0; x < outSize.x(); x++) {
                        double sum = start == null ? 0 : start.get(o, z, y, x);
                        for (int i = 0; i < filters.in(); i++) {
                            sum += sumOfTaps(in, filters, dilation, o, i, z, y, x);
                        }
                        out.set(o, z, y, x, sum);
                    }
                }
            }
        }
        return out;
    }

    private static double sumOfTaps(Volume in, Filters filters, Vec3 d, int o, int i, int z, int y, int x) {
        Vec3 k = filters.size();
        double sum = 0;
        for (int qz = 0; qz < k.z(); qz++) {
            for (int qy = 0; qy < k.y(); qy++) {
                for (int qx = 0; qx < k.x(); qx++) {
                    sum += in.get(i, z + qz * d.z(), y + qy * d.y(), x + qx * d.x())
                            * filters.get(i, o, k.z() - 1 - qz, k.y() - 1 - qy, k.x() - 1 - qx);
                }
            }
        }
        return sum;
    }
}
