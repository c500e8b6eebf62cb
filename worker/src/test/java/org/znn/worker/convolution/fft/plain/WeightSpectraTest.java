package org.znn.worker.convolution.fft.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.parallel.ThreadTeam;

/** Spectra of kernels. */
class WeightSpectraTest {

    private static final ThreadTeam ONE_THREAD = new ThreadTeam(1);

    @Test
    void takeTheBytesTheyTell() {
        ConvolutionShape shape = new ConvolutionShape(2, 3, new Vec3(1, 2, 3), new Vec3(1, 4, 4));
        Vec3 size = new Vec3(1, 5, 6);
        WeightSpectra spectra = new WeightSpectra(shape, new RealTransform(size), size);
        spectra.use(new Filters(2, 3, shape.kernel(), new double[36]), ONE_THREAD);
        long numbers = 0;
        for (int o = 0; o < shape.out(); o++) {
            numbers += spectra.of(o).length;
        }
        assertEquals(WeightSpectra.bytes(shape, size), numbers * Double.BYTES);
    }

    @Test
    void areThoseOfTurnedKernels() {
        ConvolutionShape shape = new ConvolutionShape(1, 1, new Vec3(1, 1, 2), Vec3.ONE);
        Vec3 size = new Vec3(1, 1, 2);
        WeightSpectra spectra = new WeightSpectra(shape, new RealTransform(size), size);
        spectra.use(new Filters(1, 1, shape.kernel(), new double[] {1, 5}), ONE_THREAD);
        // The image is (5, 1), its spectrum 6 and 4.
        assertEquals(6, spectra.of(0)[0], 1e-15);
        assertEquals(4, spectra.of(0)[2], 1e-15);
    }
}
