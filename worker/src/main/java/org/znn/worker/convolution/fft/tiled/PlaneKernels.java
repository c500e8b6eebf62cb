package org.znn.worker.convolution.fft.tiled;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Channels;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.parallel.Workers;

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
     *
     * @param work room for each thread of the team, as the plan tells
     */
    void write(KernelTransform transform, PlanePlan plan, float[] work, float[] to, ThreadTeam team) {
        int atATime = 2 * KernelTransform.pairs(plan.size(), plan.section());
        int runs = (plan.taps() + atATime - 1) / atATime;
        Workers.run(team, plan.correlation().outBlocks() * runs, (worker, piece) -> {
            int block = piece / runs;
            int tap = piece % runs * atATime;
            int taps = Math.min(atATime, plan.taps() - tap);
            transform.write(new Sections(plan, block, tap, taps), false, taps, work, plan.kernelRoomAt(worker), to,
                    CorrelationPlan.ORIGIN + block * plan.ofBlock() + tap * ELEMENT, plan.taps() * ELEMENT);
        });
    }

    /** What kernels to a block of output channels hold at some taps along z: each of them is a flat kernel. */
    private final class Sections implements KernelTransform.Taps {

        private final Correlation c;
        private final int block;
        private final int first;
        private final int taps;
        private final double scale;

        Sections(PlanePlan plan, int block, int first, int taps) {
            c = plan.correlation();
            this.block = block;
            this.first = first;
            this.taps = taps;
            scale = 1 / (2.0 * plan.size().product());
        }

        @Override
        public void section(int pair, int z, KernelTransform.Lines lines) {
            put(first + 2 * pair, false, lines);
            put(first + Math.min(2 * pair + 1, taps - 1), true, lines);
        }

        private void put(int tap, boolean second, KernelTransform.Lines lines) {
            Vec3 kernel = c.kernel();
            int in = tap / kernel.z();
            int area = kernel.y() * kernel.x();
            for (int lane = 0; lane < Channels.ofBlock(c.out(), block); lane++) {
                int number = in * c.out() + block * LineTransform.LANES + lane;
                int at = (number * kernel.z() + kernel.z() - tap % kernel.z()) * area;
                for (int y = 0; y < kernel.y(); y++) {
                    for (int x = 0; x < kernel.x(); x++) {
                        at--;
                        lines.put(second, lane, y, x, (float) (scale * values[at]));
                    }
                }
            }
        }
    }
}
