package org.znn.worker.convolution.fft.tiled;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Channels;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.parallel.Workers;

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

    /**
     * Transforms all kernels, divided by what transforms of tiles and their inverse multiply by: each of the two
     * forward transforms doubles, the two ways there and back multiply by the number of elements of a tile.
     *
     * @param work room for each thread of the team, as the plan tells
     */
    void write(KernelTransform transform, CorrelationPlan plan, float[] work, float[] to, ThreadTeam team) {
        Correlation c = plan.correlation();
        double scale = 1 / (4.0 * plan.tiling().length().product());
        int atATime = 2 * KernelTransform.pairs(plan.tiling().length(), c.kernel());
        int runs = (c.in() + atATime - 1) / atATime;
        Workers.run(team, c.outBlocks() * runs, (worker, piece) -> {
            int block = piece / runs;
            int in = piece % runs * atATime;
            int inputs = Math.min(atATime, c.in() - in);
            Kernels kernels = new Kernels(c, in, inputs, block, scale);
            transform.write(kernels, plan.whole(), inputs, work, plan.kernelRoomAt(worker), to,
                    CorrelationPlan.ORIGIN + (block * c.in() + in) * ELEMENT, plan.weightsStride());
        });
    }

    /** The kernels from some input channels to a block of output channels. */
    private final class Kernels implements KernelTransform.Taps {

        private final Vec3 kernel;
        private final int first;
        private final int inputs;
        private final int lanes;
        private final double scale;

        Kernels(Correlation c, int in, int inputs, int block, double scale) {
            kernel = c.kernel();
            first = in * inStep + block * LineTransform.LANES * outStep;
            this.inputs = inputs;
            lanes = Channels.ofBlock(c.out(), block);
            this.scale = scale;
        }

        @Override
        public void section(int pair, int z, KernelTransform.Lines lines) {
            put(2 * pair, z, false, lines);
            put(Math.min(2 * pair + 1, inputs - 1), z, true, lines);
        }

        private void put(int input, int z, boolean second, KernelTransform.Lines lines) {
            int area = kernel.y() * kernel.x();
            int step = turned ? -1 : 1;
            int tap = turned ? (kernel.z() - z) * area - 1 : z * area;
            for (int lane = 0; lane < lanes; lane++) {
                int at = first + input * inStep + lane * outStep + tap;
                for (int y = 0; y < kernel.y(); y++) {
                    for (int x = 0; x < kernel.x(); x++) {
                        lines.put(second, lane, y, x, (float) (scale * values[at]));
                        at += step;
                    }
                }
            }
        }
    }
}
