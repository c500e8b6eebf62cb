package org.znn.worker.convolution.fft.simd;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ChannelBlocks;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.convolution.fft.simd.dft.HalfSpectrum;
import org.znn.worker.convolution.fft.simd.kernel.InverseKernelTransform;
import org.znn.worker.convolution.fft.simd.kernel.KernelGradientWriter;
import org.znn.worker.convolution.fft.simd.product.ComplexOuterProduct;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.OverlapSaveTiling.Tile;
import org.znn.worker.convolution.fft.simd.tile.TileReader;
import org.znn.worker.convolution.fft.simd.tile.TileTransform;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.parallel.ParallelFor;

/**
 * dE/d(weight): the correlation of the input with the output gradient, cropped to the size of the kernel. Tiles of the
 * input and zero-padded tiles of the output gradient are transformed, multiplied, and summed over the tiles at every
 * frequency. The sums are transformed back, along z before they leave the cache. The tiles of a group are summed in
 * float32, in the order of the tiles, and groups are summed in float64, in the order of the groups.
 */
final class SimdFftWeightGradient implements WeightGradient<float[]> {

    private static final int LANES = ComplexVectors.LANES;
    private static final int COMPLEX = ComplexVectors.FLOATS;

    private final WeightGradientPlan plan;
    private final CorrelationProblem correlation;
    private final Scratchpad scratchpad;
    private final TileTransform transform;
    private final InverseKernelTransform kernelInverse;

    SimdFftWeightGradient(ConvolutionShape shape, Vec3 output, Scratchpad scratchpad) {
        this.scratchpad = scratchpad;
        plan = plan(shape, output);
        correlation = plan.correlation();
        transform = new TileTransform(plan.tiling().transformSize());
        kernelInverse = new InverseKernelTransform(plan.tiling().transformSize(), correlation.kernel());
    }

    static WeightGradientPlan plan(ConvolutionShape shape, Vec3 output) {
        return WeightGradientPlan.of(CorrelationProblem.ofConvolution(shape, output));
    }

    @Override
    public Filters compute(FeatureMaps<float[]> input, FeatureMaps<float[]> outputGradient, ForkJoinTeam team) {
        Vec3 kernel = correlation.kernel();
        double[] values = new double[Math.toIntExact(correlation.in() * correlation.out() * kernel.product())];
        Pass pass = new Pass(input, outputGradient, values, team);
        for (int group = 0; group < plan.groups(); group++) {
            pass.add(plan.tilesOfGroup(group));
        }
        return new Filters(correlation.in(), correlation.out(), kernel, values);
    }

    /** One execution of the gradient. */
    private final class Pass {

        private final FeatureMaps<float[]> input;
        private final FeatureMaps<float[]> outputGradient;
        private final double[] values;
        private final ForkJoinTeam team;
        private final int[][] inChannels;
        private final int[][] outChannels;
        private final float[] data;

        Pass(FeatureMaps<float[]> input, FeatureMaps<float[]> outputGradient, double[] values, ForkJoinTeam team) {
            this.input = input;
            this.outputGradient = outputGradient;
            this.values = values;
            this.team = team;
            inChannels = ChannelBlocks.offsets(input.layout());
            outChannels = ChannelBlocks.offsets(outputGradient.layout());
            data = scratchpad.floats(plan.scratchpadSize(team.size()).floats());
        }

        /** Adds the gradient of the tiles of a group. */
        void add(List<Tile> tiles) {
            transform(tiles, input, inChannels, 0, true);
            transform(tiles, outputGradient, outChannels, correlation.inBlocks(), false);
            for (int first = 0; first < plan.pairs(); first += plan.pairsPerPass()) {
                int begin = first;
                int end = Math.min(plan.pairs(), first + plan.pairsPerPass());
                ParallelFor.withWorkerIndex(team, plan.steps(),
                        (worker, step) -> multiply(tiles.size(), begin, end, step, worker));
                int channelPairs = LANES / 2;
                ParallelFor.withWorkerIndex(team, (end - begin) * channelPairs, (worker, index) ->
                        inverse(begin, index / channelPairs, 2 * (index % channelPairs), worker));
            }
        }

        /**
         * Transforms the tiles of feature maps, two at a time.
         *
         * @param firstBlock block of spectra that receives block 0 of the feature maps
         * @param overlap    whether to read the overlap of the tiles or to pad them with zeros
         */
        private void transform(List<Tile> tiles, FeatureMaps<float[]> maps, int[][] channels, int firstBlock,
                boolean overlap) {
            int count = channels.length * tiles.size();
            ParallelFor.withWorkerIndex(team, (count + 1) / 2, (worker, pair) -> {
                int first = 2 * pair;
                int second = Math.min(first + 1, count - 1);
                TileReader reader = new TileReader(maps, correlation.dilation(), plan.tiling().x().length(),
                        source(tiles, first, channels, overlap), source(tiles, second, channels, overlap));
                transform.forward(reader, data, plan.workspaceAt(worker), data, spectrumAt(tiles, first, firstBlock),
                        spectrumAt(tiles, second, firstBlock), COMPLEX);
            });
        }

        private TileReader.Region source(List<Tile> tiles, int index, int[][] channels, boolean overlap) {
            Tile tile = tiles.get(index % tiles.size());
            Vec3 extent = overlap ? plan.tiling().inputExtent(tile) : tile.extent();
            return new TileReader.Region(channels[index / tiles.size()], tile.start(), extent);
        }

        /** Returns the index of a spectrum by its number in the order [block of channels][tile]. */
        private int spectrumAt(List<Tile> tiles, int number, int firstBlock) {
            int block = firstBlock + number / tiles.size();
            return plan.spectraAt() + (block * plan.groupSize() + number % tiles.size()) * plan.spectrumStride();
        }

        /** Sums products over tiles, for some pairs of blocks and the columns of a step, and transforms along z. */
        private void multiply(int tiles, int firstPair, int endPair, int step, int worker) {
            int column = step * plan.columnsPerStep();
            int end = Math.min(column + plan.columnsPerStep(),
                    HalfSpectrum.countColumns(plan.tiling().transformSize()));
            int frequency = transform.halfSpectrum().firstFrequency(column);
            int count = transform.halfSpectrum().firstFrequency(end) - frequency;
            int sums = plan.workspaceAt(worker) + plan.tileFloats() + plan.packedFloats();
            for (int f = 0; f < count; f += plan.frequenciesPerBatch()) {
                int frequencies = Math.min(plan.frequenciesPerBatch(), count - f);
                gather(tiles, frequency + f, frequencies, worker);
                for (int pair = firstPair; pair < endPair; pair++) {
                    sumOverTiles(tiles, pair, frequencies, worker, sums + f * plan.frequencyStride()
                            + (pair - firstPair) * WeightGradientPlan.ROWS_PER_PAIR * COMPLEX);
                }
            }
            int rows = (endPair - firstPair) * WeightGradientPlan.ROWS_PER_PAIR;
            if (plan.tiling().transformSize().z() == 1) {
                for (int row = 0; row < rows; row++) {
                    ComplexVectors.copy(data, sums + row * COMPLEX, plan.frequencyStride(), data,
                            columnAt(row, column), COMPLEX, count);
                }
                return;
            }
            for (int f = count; f < plan.tiling().transformSize().z(); f++) {
                int mirror = plan.tiling().transformSize().z() - f;
                ComplexVectors.conjugate(data, sums + mirror * plan.frequencyStride(), data,
                        sums + f * plan.frequencyStride(), rows);
            }
            for (int row = 0; row < rows; row++) {
                if (isChannel(firstPair, row)) {
                    kernelInverse.transformColumn(data, sums + row * COMPLEX, plan.frequencyStride(), data,
                            plan.workspaceAt(worker), data, columnAt(row, column));
                }
            }
        }

        /** Returns whether a row of sums belongs to an input channel. */
        private boolean isChannel(int firstPair, int row) {
            int block = (firstPair + row / WeightGradientPlan.ROWS_PER_PAIR) / correlation.outBlocks();
            return row % WeightGradientPlan.ROWS_PER_PAIR < ChannelBlocks.channelsInBlock(correlation.in(), block);
        }

        /** Returns the index at which the sums of a column are kept after their transform along z. */
        private int columnAt(int row, int column) {
            return plan.rowsAt() + row * plan.rowStride() + column * correlation.kernel().z() * COMPLEX;
        }

        /** Packs the spectra of some frequencies as [frequency][block of channels][tile][complex vector]. */
        private void gather(int tiles, int frequency, int count, int worker) {
            int spectra = (correlation.inBlocks() + correlation.outBlocks()) * tiles;
            int packed = plan.workspaceAt(worker) + plan.tileFloats();
            for (int n = 0; n < spectra; n++) {
                int offset = (n / tiles * plan.groupSize() + n % tiles) * plan.spectrumStride() + frequency * COMPLEX;
                ComplexVectors.copy(data, plan.spectraAt() + offset, COMPLEX, data, packed + n * COMPLEX,
                        spectra * COMPLEX, count);
            }
        }

        /** Sums products over tiles, for a pair of blocks and the packed frequencies. */
        private void sumOverTiles(int tiles, int pair, int count, int worker, int sums) {
            int in = pair / correlation.outBlocks();
            int out = correlation.inBlocks() + pair % correlation.outBlocks();
            int channels = ChannelBlocks.channelsInBlock(correlation.in(), in);
            int step = (correlation.inBlocks() + correlation.outBlocks()) * tiles * COMPLEX;
            int packed = plan.workspaceAt(worker) + plan.tileFloats();
            for (int f = 0; f < count; f++) {
                int x = packed + f * step + in * tiles * COMPLEX;
                int g = packed + f * step + out * tiles * COMPLEX;
                for (int channel = 0; channel < channels; channel += ComplexOuterProduct.CHANNELS) {
                    ComplexOuterProduct.sumOverTiles(data, x + channel, g, tiles, data,
                            sums + f * plan.frequencyStride() + channel * COMPLEX);
                }
            }
        }

        /** Adds the kernel gradients of two adjacent input channels and a block of output channels to the result. */
        private void inverse(int firstPair, int pair, int channel, int worker) {
            int in = (firstPair + pair) / correlation.outBlocks() * LANES + channel;
            if (in >= correlation.in()) {
                return;
            }
            int next = Math.min(in + 1, correlation.in() - 1);
            int block = (firstPair + pair) % correlation.outBlocks();
            Vec3 kernel = correlation.kernel();
            double scale = 1 / (4.0 * plan.tiling().transformSize().product());
            KernelGradientWriter writer = new KernelGradientWriter(values, kernel, scale,
                    ChannelBlocks.channelsInBlock(correlation.out(), block), kernelsAt(in, block),
                    kernelsAt(next, block));
            int row = pair * WeightGradientPlan.ROWS_PER_PAIR + channel;
            kernelInverse.transformPlanes(data, columnAt(row, 0), columnAt(row + next - in, 0), data,
                    plan.workspaceAt(worker), writer);
        }

        /** Returns the index of the kernels from an input channel to a block of output channels. */
        private int kernelsAt(int in, int block) {
            return (in * correlation.out() + block * LANES) * (int) correlation.kernel().product();
        }
    }
}
