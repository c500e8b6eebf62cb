package org.znn.worker.convolution.fft.simd;

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
 * Writes the conjugate spectra of the kernels of a correlation.
 *
 * @param values     weights of all kernels
 * @param flipped    whether the values of a kernel are in reverse order: tap 0 is the last value
 * @param inputStep  distance in values between the kernels of two adjacent input channels
 * @param outputStep distance in values between the kernels of two adjacent output channels
 */
record KernelSpectraWriter(double[] values, boolean flipped, int inputStep, int outputStep) {

    private static final int COMPLEX = ComplexVectors.FLOATS;

    /**
     * Transforms all kernels and divides them by the scale of the transforms: the forward transforms of kernels and of
     * tiles multiply by 2 each, a forward and an inverse transform together by the number of voxels of a tile.
     *
     * @param work   array that holds the workspaces of all threads, see {@link CorrelationPlan#kernelWorkspaceAt}
     * @param target weight spectra
     */
    void write(KernelTransform transform, CorrelationPlan plan, float[] work, float[] target, ForkJoinTeam team) {
        CorrelationProblem problem = plan.correlation();
        double scale = 1 / (4.0 * plan.tiling().transformSize().product());
        int maxInputs = 2 * KernelTransform.pairsPerBatch(plan.tiling().transformSize(), problem.kernel());
        int batches = IntMath.ceilDiv(problem.in(), maxInputs);
        ParallelFor.withWorkerIndex(team, problem.outBlocks() * batches, (worker, index) -> {
            int block = index / batches;
            int in = index % batches * maxInputs;
            int inputs = Math.min(maxInputs, problem.in() - in);
            Kernels kernels = new Kernels(problem, in, inputs, block, scale);
            transform.transform(kernels, plan.storesFullSpectra(), inputs, work, plan.kernelWorkspaceAt(worker), target,
                    CacheLine.ARRAY_ORIGIN + (block * problem.in() + in) * COMPLEX, plan.weightStride());
        });
    }

    /** The kernels from several input channels to a block of output channels. */
    private final class Kernels implements KernelTransform.TapSource {

        private final Vec3 kernel;
        private final int first;
        private final int inputs;
        private final int lanes;
        private final double scale;

        Kernels(CorrelationProblem problem, int in, int inputs, int block, double scale) {
            kernel = problem.kernel();
            first = in * inputStep + block * ComplexVectors.LANES * outputStep;
            this.inputs = inputs;
            lanes = ChannelBlocks.channelsInBlock(problem.out(), block);
            this.scale = scale;
        }

        @Override
        public void readPlane(int pair, int z, KernelTransform.TapRows rows) {
            put(2 * pair, z, false, rows);
            put(Math.min(2 * pair + 1, inputs - 1), z, true, rows);
        }

        private void put(int input, int z, boolean second, KernelTransform.TapRows rows) {
            int area = kernel.y() * kernel.x();
            int step = flipped ? -1 : 1;
            int tap = flipped ? (kernel.z() - z) * area - 1 : z * area;
            for (int lane = 0; lane < lanes; lane++) {
                int index = first + input * inputStep + lane * outputStep + tap;
                for (int y = 0; y < kernel.y(); y++) {
                    for (int x = 0; x < kernel.x(); x++) {
                        rows.put(second, lane, y, x, (float) (scale * values[index]));
                        index += step;
                    }
                }
            }
        }
    }
}
