package org.znn.worker.convolution.fft.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.parallel.ForkJoinTeam;

/** Tests weight spectra and their size. */
class WeightSpectraTest {

    private static final ForkJoinTeam ONE_THREAD = new ForkJoinTeam(1);

    @Test
    void occupyTheReportedBytes() {
        ConvolutionShape shape = new ConvolutionShape(2, 3, new Vec3(1, 2, 3), new Vec3(1, 4, 4));
        Vec3 size = new Vec3(1, 5, 6);
        WeightSpectra spectra = new WeightSpectra(shape, new RealFft3d(size), size);
        spectra.setWeights(new Filters(2, 3, shape.kernel(), new double[36]), ONE_THREAD);
        long doubles = 0;
        for (int o = 0; o < shape.out(); o++) {
            doubles += spectra.ofOutput(o).length;
        }
        assertEquals(WeightSpectra.bytes(shape, size), doubles * Double.BYTES);
    }

    @Test
    void areThoseOfFlippedKernels() {
        ConvolutionShape shape = new ConvolutionShape(1, 1, new Vec3(1, 1, 2), Vec3.ONE);
        Vec3 size = new Vec3(1, 1, 2);
        WeightSpectra spectra = new WeightSpectra(shape, new RealFft3d(size), size);
        spectra.setWeights(new Filters(1, 1, shape.kernel(), new double[] {1, 5}), ONE_THREAD);
        // The image is (5, 1), its spectrum 6 and 4.
        assertEquals(6, spectra.ofOutput(0)[0], 1e-15);
        assertEquals(4, spectra.ofOutput(0)[2], 1e-15);
    }
}
