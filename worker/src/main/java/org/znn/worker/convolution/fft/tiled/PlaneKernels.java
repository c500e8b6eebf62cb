package org.znn.worker.convolution.fft.tiled;

import java.util.stream.IntStream;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.fft.tiled.KernelLines.Kernels;

/**
 * The spectra of a correlation's kernels in the plane, conjugate, by (block of output channels, frequency, tap along z
 * of an input channel, element).
 *
 * @param values all kernels by (input channel, output channel, z, y, x), turned: the last value of a kernel is tap 0
 */
record PlaneKernels(double[] values) {

    private static final int ELEMENT = LineTransform.ELEMENT;

    /**
     * Transforms all kernels, divided by what transforms multiply by: that of a kernel doubles, those of a tile there
     * and back multiply by the number of elements.
     */
    void write(TileTransform transform, PlanePlan plan, float[] to) {
        Vec3 size = plan.size();
        Kernels kernels = new Kernels(values, plan.correlation().kernel().with(0, 1), true, 1 / (2.0 * size.product()));
        float[] work = new float[TileTransform.workspace(size)];
        for (int block = 0; block < plan.correlation().outBlocks(); block++) {
            int at = CorrelationPlan.ORIGIN + block * plan.ofBlock();
            for (int tap = 0; tap < plan.taps(); tap += 2) {
                int next = Math.min(tap + 1, plan.taps() - 1);
                KernelLines lines = new KernelLines(kernels, size, starts(plan.correlation(), tap, block),
                        starts(plan.correlation(), next, block));
                transform.forward(lines, work, 0, to, at + tap * ELEMENT, at + next * ELEMENT,
                        plan.taps() * ELEMENT);
            }
        }
    }

    /** Where the sections of that tap begin. */
    private static int[] starts(Correlation c, int tap, int block) {
        int section = c.kernel().y() * c.kernel().x();
        int in = tap / c.kernel().z();
        int last = c.kernel().z() - 1 - tap % c.kernel().z();
        int first = block * LineTransform.LANES;
        return IntStream.range(first, first + Channels.ofBlock(c.out(), block))
                .map(out -> ((in * c.out() + out) * c.kernel().z() + last) * section).toArray();
    }
}
