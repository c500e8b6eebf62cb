package org.znn.worker.convolution.fft.plain;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.parallel.ThreadTeam;

/** The spectra of all kernels, each turned, so that it acts as written. */
final class WeightSpectra {

    private final ConvolutionShape shape;
    private final Vec3 size;
    private final RealTransform transform;
    /** An array for each output map, a spectrum for each input map in it. */
    private double[][] spectra;

    WeightSpectra(ConvolutionShape shape, RealTransform transform, Vec3 size) {
        this.shape = shape;
        this.size = size;
        this.transform = transform;
    }

    /** Bytes they take for transforms of that size. */
    static long bytes(ConvolutionShape shape, Vec3 size) {
        long array = Math.multiplyExact(shape.in(), RealTransform.length(size));
        return array * shape.out() * Double.BYTES;
    }

    void use(Filters filters, ThreadTeam team) {
        int length = RealTransform.length(size);
        if (spectra == null) {
            spectra = new double[shape.out()][shape.in() * length];
        }
        team.run(shape.out(), o -> {
            Arrays.fill(spectra[o], 0);
            for (int i = 0; i < shape.in(); i++) {
                put(filters, i, o, spectra[o], i * length);
                transform.forward(spectra[o], i * length, shape.kernel());
            }
        });
    }

    private void put(Filters filters, int i, int o, double[] image, int at) {
        Vec3 k = shape.kernel();
        for (int z = 0; z < k.z(); z++) {
            for (int y = 0; y < k.y(); y++) {
                int row = at + (z * size.y() + y) * (size.x() + 2);
                for (int x = 0; x < k.x(); x++) {
                    image[row + x] = filters.get(i, o, k.z() - 1 - z, k.y() - 1 - y, k.x() - 1 - x);
                }
            }
        }
    }

    /** All spectra of an output map; that of input map i begins at i times the length of one. */
    double[] of(int o) {
        return spectra[o];
    }
}
