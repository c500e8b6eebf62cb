package org.znn.worker.convolution.fft.simd.plane;

import java.util.Arrays;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ChannelBlocks;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.product.AxialOuterProduct;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling.Tile;
import org.znn.worker.convolution.fft.simd.tile.TileReader;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.parallel.ParallelFor;

/**
 * dE/d(weight) with few input channels, by 2-D transforms of planes (y, x) and direct sums along z. Two rows of
 * frequencies of the output gradient, mirror images of each other, are transformed and multiplied with the input while
 * they are in the cache. For a pair of tiles transformed as one complex tile, the real part of the result is the sum of
 * the gradients of both tiles. The groups of a part are summed in float32, in their order, and parts in float64.
 */
public final class Fft2dWeightGradient implements WeightGradient<float[]> {

    private static final int COMPLEX = ComplexVectors.FLOATS;

    private final Fft2dGradientPlan gradient;
    private final Fft2dPlan plan;
    private final CorrelationProblem correlation;
    private final Scratchpad scratchpad;
    private final PlaneTransform transform;

    /** Creates a weight gradient for outputs of the given size (z, y, x). */
    public Fft2dWeightGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        this.scratchpad = scratchpad;
        gradient = plan(shape, output);
        plan = gradient.plan();
        correlation = plan.correlation();
        transform = new PlaneTransform(plan.transformSize());
    }

    /** Plans a weight gradient. */
    public static Fft2dGradientPlan plan(ConvolutionShape shape, Vec3 output) {
        return Fft2dGradientPlan.of(CorrelationProblem.ofConvolution(shape, output));
    }

    @Override
    public Filters compute(FeatureMaps<float[]> input, FeatureMaps<float[]> outputGradient, ForkJoinTeam team) {
        float[] data = scratchpad.floats(gradient.scratchpadSize(team.size()).floats());
        int[][] channels = ChannelBlocks.offsets(outputGradient.layout());
        ParallelFor.withWorkerIndex(team, gradient.parts(), (worker, part) -> {
            int first = gradient.sumsAt(part, 0);
            Arrays.fill(data, first, first + correlation.outBlocks() * gradient.blockFloats(), 0);
            Fft2dWorkspace workspace = Fft2dWorkspace.of(plan, gradient.workspaceAt(worker));
            for (int group = gradient.firstGroup(part); group < gradient.firstGroup(part + 1); group++) {
                new Group(input, outputGradient, channels, plan.tilesOfGroup(group), data, workspace).addTo(part);
            }
        });
        Fft2dGradientReduction reduction = new Fft2dGradientReduction(gradient, data);
        ParallelFor.withWorkerIndex(team, reduction.tapPairs(),
                (worker, pair) -> reduction.addTapPair(pair, gradient.workspaceAt(worker)));
        return new Filters(correlation.in(), correlation.out(), correlation.kernel(), reduction.values());
    }

    /** A group of tiles. */
    private final class Group {

        private final FeatureMaps<float[]> outputGradient;
        private final int[][] channels;
        private final List<Tile> tiles;
        private final float[] data;
        private final Fft2dWorkspace workspace;
        private final InputPlanes inputs;
        private final OutputPlanes outputs;

        Group(FeatureMaps<float[]> input, FeatureMaps<float[]> outputGradient, int[][] channels, List<Tile> tiles,
                float[] data, Fft2dWorkspace workspace) {
            this.outputGradient = outputGradient;
            this.channels = channels;
            this.tiles = tiles;
            this.data = data;
            this.workspace = workspace;
            inputs = new InputPlanes(plan, input, tiles);
            outputs = OutputPlanes.of(plan, tiles);
        }

        /** Adds the gradient of the group to the sums of a part. */
        void addTo(int part) {
            transform.transformInputs(inputs, data, workspace);
            for (int block = 0; block < correlation.outBlocks(); block++) {
                TileReader[] readers = readers(block);
                for (int plane = 0; plane < outputs.count(); plane += Fft2dPlan.PLANES) {
                    readAndTransformColumns(plane, readers);
                    transformRowsAndSum(plane, gradient.sumsAt(part, block));
                }
            }
        }

        /** Creates a reader for each pair of tiles. */
        private TileReader[] readers(int block) {
            TileReader[] readers = new TileReader[(tiles.size() + 1) / 2];
            for (int pair = 0; pair < readers.length; pair++) {
                readers[pair] = new TileReader(outputGradient, correlation.dilation(), plan.transformSize().x(),
                        source(block, 2 * pair), source(block, 2 * pair + 1));
            }
            return readers;
        }

        private TileReader.Region source(int block, int index) {
            Tile tile = index < tiles.size() ? tiles.get(index) : new Tile(Vec3.ZERO, Vec3.ZERO);
            return new TileReader.Region(channels[block], tile.start(), tile.extent());
        }

        private void readAndTransformColumns(int firstPlane, TileReader[] readers) {
            int length = plan.transformSize().x() * COMPLEX;
            for (int n = 0; n < Fft2dPlan.PLANES; n++) {
                int z = outputs.planes()[firstPlane + n];
                for (int y = 0; y < plan.transformSize().y(); y++) {
                    int row = workspace.plane(n) + y * workspace.rowPitch();
                    if (z < 0 || !readers[outputs.pairs()[firstPlane + n]].readLine(z, y, data, row)) {
                        Arrays.fill(data, row, row + length, 0);
                    }
                }
                if (z >= 0) {
                    transform.transformColumns(data, workspace, n, plan.tiling().x().valid());
                }
            }
        }

        /** Transforms some planes of the output gradient along x and adds their products with the input to the sums. */
        private void transformRowsAndSum(int firstPlane, int sumsAt) {
            int sizeY = plan.transformSize().y();
            int sizeX = plan.transformSize().x();
            int sum = sumsAt;
            for (int y = 0; y <= sizeY / 2; y++) {
                int mirrorY = (sizeY - y) % sizeY;
                int count = y == mirrorY ? sizeX / 2 + 1 : sizeX;
                int mirrorLines = y == mirrorY ? workspace.lines() : workspace.mirrorLines();
                transform.rowToLines(data, workspace, y, workspace.lines());
                if (y != mirrorY) {
                    transform.rowToLines(data, workspace, mirrorY, workspace.mirrorLines());
                }
                for (int x = 0; x < count; x++) {
                    int mirrorX = (sizeX - x) % sizeX;
                    AxialOuterProduct.accumulate(data, workspace.spectrumAt(y * sizeX + x),
                            workspace.spectrumAt(mirrorY * sizeX + mirrorX), workspace.frequencyStride() / 2,
                            outputs.lanes(), firstPlane, gradient.tapLanes(), workspace.lines() + x * COMPLEX,
                            mirrorLines + mirrorX * COMPLEX, sizeX * COMPLEX, data, sum);
                    sum += gradient.frequencyStride();
                }
            }
        }
    }
}
