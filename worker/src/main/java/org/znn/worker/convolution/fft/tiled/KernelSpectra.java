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

    private static final int ELEMENT = LineTransform.ELEMENT;
    /** Input channels whose spectra are made before they are written: runs of that many elements, not single ones. */
    private static final int INPUTS = 8;

    /**
     * Transforms all kernels, divided by what transforms of tiles and their inverse multiply by: each of the two
     * forward transforms doubles, the two ways there and back multiply by the number of elements of a tile.
     */
    void write(TileTransform transform, CorrelationPlan plan, float[] to) {
        Correlation c = plan.correlation();
        double scale = 1 / (4.0 * plan.tiling().length().product());
        Kernels kernels = new Kernels(values, c.kernel(), turned, scale);
        float[] work = new float[plan.workspace()];
        float[] spectra = new float[INPUTS * plan.stride()];
        for (int block = 0; block < c.outBlocks(); block++) {
            for (int first = 0; first < c.in(); first += INPUTS) {
                int inputs = Math.min(INPUTS, c.in() - first);
                for (int n = 0; n < inputs; n += 2) {
                    int next = Math.min(n + 1, inputs - 1);
                    KernelLines lines = new KernelLines(kernels, plan.tiling().length(), starts(c, first + n, block),
                            starts(c, first + next, block));
                    transform.forward(lines, work, 0, spectra, n * plan.stride(), next * plan.stride(), ELEMENT);
                }
                int at = CorrelationPlan.ORIGIN + (block * c.in() + first) * ELEMENT;
                for (int frequency = 0; frequency < plan.frequencies(); frequency++) {
                    Elements.copy(spectra, frequency * ELEMENT, plan.stride(), to,
                            at + frequency * plan.weightsStride(), ELEMENT, inputs);
                }
            }
        }
    }

    private int[] starts(Correlation c, int in, int block) {
        int first = block * LineTransform.LANES;
        return IntStream.range(first, first + Channels.ofBlock(c.out(), block))
                .map(out -> in * inStep + out * outStep).toArray();
    }
}
