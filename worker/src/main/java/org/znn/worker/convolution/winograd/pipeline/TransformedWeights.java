package org.znn.worker.convolution.winograd.pipeline;

import org.znn.common.geometry.IntMath;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.winograd.gemm.GemmKernel;
import org.znn.worker.convolution.winograd.tiling.TileGrid;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Weights transformed along y and x and packed in the order in which the matrix products read them:
 * {@code [block of output channels][x point][y point][quad of the block][z tap][input channel][channel of the quad]}. A
 * quad is the {@link GemmKernel#OUTPUT_CHANNELS} output channels of one kernel call.
 */
final class TransformedWeights {

    private final ConvolutionProblem problem;
    private final double[][] y;
    private final double[][] x;
    private final float[] values;

    TransformedWeights(ConvolutionProblem problem, TileGrid grid) {
        this.problem = problem;
        y = grid.y().matrices().kernel();
        x = grid.x().matrices().kernel();
        values = new float[Math.toIntExact(length(problem, grid))];
    }

    /** Returns the number of elements. */
    static long length(ConvolutionProblem problem, TileGrid grid) {
        return (long) paddedChannels(problem) * problem.in() * problem.kernel().z() * grid.y().points()
                * grid.x().points();
    }

    /** Returns the number of output channels, rounded up to whole quads. */
    private static int paddedChannels(ConvolutionProblem problem) {
        return IntMath.roundUp(problem.out(), GemmKernel.OUTPUT_CHANNELS);
    }

    float[] values() {
        return values;
    }

    /**
     * Returns the index of the first weight of a quad at a point.
     *
     * @param block block of output channels
     * @param point x point · number of y points + y point
     * @param quad  quad of the block
     */
    int offset(int block, int point, int quad) {
        int blockStart = block * PipelineWorkspace.CHANNEL_BLOCK;
        int quads = Math.min(PipelineWorkspace.CHANNEL_BLOCK, paddedChannels(problem) - blockStart)
                / GemmKernel.OUTPUT_CHANNELS;
        int quadLength = problem.kernel().z() * problem.in() * GemmKernel.OUTPUT_CHANNELS;
        return blockStart / GemmKernel.OUTPUT_CHANNELS * y.length * x.length * quadLength
                + (point * quads + quad) * quadLength;
    }

    /** Transforms and packs new weights. */
    void set(Filters filters, ForkJoinTeam team) {
        team.parallelFor(problem.out(), o -> transform(filters, o));
    }

    private void transform(Filters filters, int o) {
        int inputs = problem.in();
        double[] taps = new double[problem.kernel().y() * problem.kernel().x()];
        double[] rows = new double[y.length * problem.kernel().x()];
        int block = o / PipelineWorkspace.CHANNEL_BLOCK;
        int quad = o % PipelineWorkspace.CHANNEL_BLOCK / GemmKernel.OUTPUT_CHANNELS;
        int first = offset(block, 0, quad) + o % GemmKernel.OUTPUT_CHANNELS;
        int pointStride = offset(block, 1, 0) - offset(block, 0, 0);
        for (int z = 0; z < problem.kernel().z(); z++) {
            for (int i = 0; i < inputs; i++) {
                readTaps(filters, i, o, z, taps);
                transformAlongY(taps, rows);
                transformAlongX(rows, first + (z * inputs + i) * GemmKernel.OUTPUT_CHANNELS, pointStride);
            }
        }
    }

    /** Reads the taps at one z tap in the order of the inputs they multiply; stored forward kernels are flipped. */
    private void readTaps(Filters filters, int i, int o, int z, double[] taps) {
        int area = taps.length;
        int depth = problem.kernel().z();
        if (problem.transposed()) {
            System.arraycopy(filters.values(), ((o * filters.out() + i) * depth + z) * area, taps, 0, area);
        } else {
            int end = ((i * filters.out() + o) * depth + depth - z) * area - 1;
            for (int t = 0; t < area; t++) {
                taps[t] = filters.values()[end - t];
            }
        }
    }

    private void transformAlongY(double[] taps, double[] rows) {
        int width = problem.kernel().x();
        for (int p = 0; p < y.length; p++) {
            for (int t = 0; t < width; t++) {
                double sum = 0;
                for (int s = 0; s < y[p].length; s++) {
                    sum += y[p][s] * taps[s * width + t];
                }
                rows[p * width + t] = sum;
            }
        }
    }

    private void transformAlongX(double[] rows, int first, int pointStride) {
        for (int p = 0; p < y.length; p++) {
            int target = first + p * pointStride;
            for (double[] row : x) {
                double sum = 0;
                for (int t = 0; t < row.length; t++) {
                    sum += row[t] * rows[p * row.length + t];
                }
                values[target] = (float) sum;
                target += y.length * pointStride;
            }
        }
    }
}
