package org.znn.worker.convolution.fft.simd.plane;

import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ChannelBlocks;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.kernel.KernelTransform;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.parallel.ParallelFor;
import org.znn.worker.simd.CacheLine;

/**
 * Writes the conjugate 2-D spectra of the kernels of a correlation, as [block of output channels][frequency][input
 * channel][tap along z][complex vector].
 *
 * @param values all kernels as [input channel][output channel][z][y][x], flipped: tap 0 is the last value of a kernel
 */
record Fft2dKernelSpectraWriter(double[] values) {

    private static final int COMPLEX = ComplexVectors.FLOATS;

    /**
     * Transforms all kernels and divides them by the scale of the transforms: the forward transform of kernels
     * multiplies by 2, a forward and an inverse transform of tiles together by the number of voxels of a plane.
     *
     * @param work   array that holds the workspaces of all threads, see {@link Fft2dPlan#kernelWorkspaceAt}
     * @param target kernel spectra
     */
    void write(KernelTransform transform, Fft2dPlan plan, float[] work, float[] target, ForkJoinTeam team) {
        int maxTaps = 2 * KernelTransform.pairsPerBatch(plan.transformSize(), plan.tapPlane());
        int batches = IntMath.ceilDiv(plan.taps(), maxTaps);
        ParallelFor.withWorkerIndex(team, plan.correlation().outBlocks() * batches, (worker, index) -> {
            int block = index / batches;
            int tap = index % batches * maxTaps;
            int taps = Math.min(maxTaps, plan.taps() - tap);
            TapPlanes planes = new TapPlanes(plan, block, tap, taps);
            int to = CacheLine.ARRAY_ORIGIN + block * plan.blockFloats() + tap * COMPLEX;
            transform.transform(planes, false, taps, work, plan.kernelWorkspaceAt(worker), target, to,
                    plan.taps() * COMPLEX);
        });
    }

    /**
     * Planes of the kernels to a block of output channels, each transformed as a kernel of its own. A tap is a pair of
     * an input channel and a tap along z, in the order [input channel][z]. A last tap without a partner is transformed
     * with itself.
     */
    private final class TapPlanes implements KernelTransform.TapSource {

        private final CorrelationProblem problem;
        private final int block;
        private final int first;
        private final int taps;
        private final double scale;

        TapPlanes(Fft2dPlan plan, int block, int first, int taps) {
            problem = plan.correlation();
            this.block = block;
            this.first = first;
            this.taps = taps;
            scale = 1 / (2.0 * plan.transformSize().product());
        }

        @Override
        public void readPlane(int pair, int z, KernelTransform.TapRows rows) {
            put(first + 2 * pair, false, rows);
            put(first + Math.min(2 * pair + 1, taps - 1), true, rows);
        }

        private void put(int tap, boolean second, KernelTransform.TapRows rows) {
            Vec3 kernel = problem.kernel();
            int in = tap / kernel.z();
            int area = kernel.y() * kernel.x();
            for (int lane = 0; lane < ChannelBlocks.channelsInBlock(problem.out(), block); lane++) {
                int kernelIndex = in * problem.out() + block * ComplexVectors.LANES + lane;
                int index = (kernelIndex * kernel.z() + kernel.z() - tap % kernel.z()) * area;
                for (int y = 0; y < kernel.y(); y++) {
                    for (int x = 0; x < kernel.x(); x++) {
                        index--;
                        rows.put(second, lane, y, x, (float) (scale * values[index]));
                    }
                }
            }
        }
    }
}
