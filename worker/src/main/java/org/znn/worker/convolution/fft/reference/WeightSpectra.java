package org.znn.worker.convolution.fft.reference;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Spectra of all kernels. Each kernel is flipped before its transform, so that a correlation with its spectrum is a
 * convolution with the kernel as stored.
 */
final class WeightSpectra {

    private final ConvolutionShape shape;
    private final Vec3 size;
    private final RealFft3d transform;
    /** For each output map an array that holds a spectrum for each input map. */
    private double[][] spectra;

    WeightSpectra(ConvolutionShape shape, RealFft3d transform, Vec3 size) {
        this.shape = shape;
        this.size = size;
        this.transform = transform;
    }

    /** Returns the bytes of all spectra for transforms of the given size (z, y, x). */
    static long bytes(ConvolutionShape shape, Vec3 size) {
        long array = Math.multiplyExact(shape.in(), RealFft3d.length(size));
        return array * shape.out() * Double.BYTES;
    }

    void setWeights(Filters filters, ForkJoinTeam team) {
        int length = RealFft3d.length(size);
        if (spectra == null) {
            spectra = new double[shape.out()][shape.in() * length];
        }
        team.parallelFor(shape.out(), o -> {
            Arrays.fill(spectra[o], 0);
            for (int i = 0; i < shape.in(); i++) {
                copyFlipped(filters, i, o, spectra[o], i * length);
                transform.forward(spectra[o], i * length, shape.kernel());
            }
        });
    }

    private void copyFlipped(Filters filters, int i, int o, double[] image, int offset) {
        Vec3 k = shape.kernel();
        for (int z = 0; z < k.z(); z++) {
            for (int y = 0; y < k.y(); y++) {
                int row = offset + (z * size.y() + y) * (size.x() + 2);
                for (int x = 0; x < k.x(); x++) {
                    image[row + x] = filters.get(i, o, k.z() - 1 - z, k.y() - 1 - y, k.x() - 1 - x);
                }
            }
        }
    }

    /** Returns all spectra of an output map; the spectrum of input map i begins at i times the length of a spectrum. */
    double[] ofOutput(int o) {
        return spectra[o];
    }
}
