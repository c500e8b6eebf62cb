package org.znn.worker.convolution.fft.tiled;

import java.util.stream.IntStream;
import org.znn.worker.convolution.fft.tiled.KernelLines.Kernels;

/**
 * The spectra of a correlation's kernels, conjugate.
 *
 * @param values  all kernels
 * @param turned  whether the last value of a kernel is tap 0, and the first one the last
 * @param inStep  values from the kernels of an input channel to those of the next
 * @param outStep from those of an output channel to those of the next
 */
record KernelSpectra(double[] values, boolean turned, int inStep, int outStep) {

    /**
     * Transforms all kernels, divided by what transforms of tiles and their inverse multiply by: each of the two
     * forward transforms doubles, the two ways there and back multiply by the number of elements of a tile.
     */
    void write(TileTransform transform, CorrelationPlan plan, float[] to) {
        Correlation c = plan.correlation();
        double scale = 1 / (4.0 * plan.tiling().length().product());
        Kernels kernels = new Kernels(values, c.kernel(), turned, scale);
        float[] work = new float[plan.workspace()];
        for (int block = 0; block < c.outBlocks(); block++) {
            for (int in = 0; in < c.in(); in += 2) {
                int next = Math.min(in + 1, c.in() - 1);
                KernelLines lines = new KernelLines(kernels, plan.tiling().length(), starts(c, in, block),
                        starts(c, next, block));
                int at = CorrelationPlan.ORIGIN + block * c.in() * LineTransform.ELEMENT;
                transform.forward(lines, work, 0, to, at + in * LineTransform.ELEMENT,
                        at + next * LineTransform.ELEMENT, plan.weightsStride());
            }
        }
    }

    private int[] starts(Correlation c, int in, int block) {
        int first = block * LineTransform.LANES;
        return IntStream.range(first, first + Channels.ofBlock(c.out(), block))
                .map(out -> in * inStep + out * outStep).toArray();
    }
}
