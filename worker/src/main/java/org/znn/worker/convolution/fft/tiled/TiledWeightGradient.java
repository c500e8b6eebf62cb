package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Channels;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.convolution.fft.tiled.Tiling.Tile;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.parallel.Workers;

/**
 * dE/d(weight): the correlation of the input with the output gradient, of which as many elements are kept as the kernel
 * has taps. Tiles of both are transformed, those of the output gradient with zeros behind them, multiplied, summed over
 * the tiles frequency by frequency, and the sums transformed back, along z before they leave the cache. Sums over the
 * tiles of a group are built in float32, in the order of the tiles; those over groups in float64, in the order of the
 * groups.
 */
final class TiledWeightGradient implements WeightGradient<float[]> {

    private static final int LANES = LineTransform.LANES;
    private static final int ELEMENT = LineTransform.ELEMENT;

    private final KernelGradientPlan plan;
    private final Correlation correlation;
    private final Scratch scratch;
    private final TileTransform transform;
    private final KernelInverse kernelInverse;

    TiledWeightGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        this.scratch = scratch;
        plan = plan(shape, output);
        correlation = plan.correlation();
        transform = new TileTransform(plan.tiling().length());
        kernelInverse = new KernelInverse(plan.tiling().length(), correlation.kernel());
    }

    static KernelGradientPlan plan(ConvolutionShape shape, Vec3 output) {
        return KernelGradientPlan.of(
                new Correlation(shape.in(), shape.out(), shape.kernel(), shape.dilation(), output));
    }

    @Override
    public Filters run(Maps<float[]> input, Maps<float[]> outputGradient, ThreadTeam team) {
        Vec3 kernel = correlation.kernel();
        double[] values = new double[Math.toIntExact(correlation.in() * correlation.out() * kernel.product())];
        Pass pass = new Pass(input, outputGradient, values, team);
        for (int group = 0; group < plan.groups(); group++) {
            pass.add(plan.ofGroup(group));
        }
        return new Filters(correlation.in(), correlation.out(), kernel, values);
    }

    /** One gradient. */
    private final class Pass {

        private final Maps<float[]> input;
        private final Maps<float[]> outputGradient;
        private final double[] values;
        private final ThreadTeam team;
        private final int[][] inChannels;
        private final int[][] outChannels;
        private final float[] data;

        Pass(Maps<float[]> input, Maps<float[]> outputGradient, double[] values, ThreadTeam team) {
            this.input = input;
            this.outputGradient = outputGradient;
            this.values = values;
            this.team = team;
            inChannels = Channels.offsets(input.layout());
            outChannels = Channels.offsets(outputGradient.layout());
            data = scratch.floats(plan.scratch(team.size()).floats());
        }

        /** Adds what the tiles of a group give. */
        void add(List<Tile> tiles) {
            transform(tiles, input, inChannels, 0, true);
            transform(tiles, outputGradient, outChannels, correlation.inBlocks(), false);
            for (int first = 0; first < plan.allPairs(); first += plan.pairs()) {
                int begin = first;
                int end = Math.min(plan.allPairs(), first + plan.pairs());
                Workers.run(team, plan.steps(), (worker, step) -> multiply(tiles.size(), begin, end, step, worker));
                int halves = LANES / 2;
                Workers.run(team, (end - begin) * halves,
                        (worker, item) -> inverse(begin, item / halves, 2 * (item % halves), worker));
            }
        }

        /** Transforms the tiles of some maps, two at a time; {@code firstBlock} is where they go. */
        private void transform(List<Tile> tiles, Maps<float[]> maps, int[][] channels, int firstBlock,
                boolean overlap) {
            int all = channels.length * tiles.size();
            Workers.run(team, (all + 1) / 2, (worker, pair) -> {
                int first = 2 * pair;
                int second = Math.min(first + 1, all - 1);
                MapLines lines = new MapLines(maps, correlation.dilation(), plan.tiling().x().length(),
                        box(tiles, first, channels, overlap), box(tiles, second, channels, overlap));
                transform.forward(lines, data, plan.workspaceAt(worker), data, place(tiles, first, firstBlock),
                        place(tiles, second, firstBlock), ELEMENT);
            });
        }

        private MapLines.Box box(List<Tile> tiles, int number, int[][] channels, boolean overlap) {
            Tile tile = tiles.get(number % tiles.size());
            Vec3 count = overlap ? plan.tiling().read(tile) : tile.count();
            return new MapLines.Box(channels[number / tiles.size()], tile.start(), count);
        }

        private int place(List<Tile> tiles, int number, int firstBlock) {
            int block = firstBlock + number / tiles.size();
            return plan.spectraAt() + (block * plan.group() + number % tiles.size()) * plan.stride();
        }

        /** Sums over tiles, for some pairs of blocks and the columns of a step, and their transforms along z. */
        private void multiply(int tiles, int firstPair, int endPair, int step, int worker) {
            int column = step * plan.columns();
            int end = Math.min(column + plan.columns(), HalfSpectrum.columns(plan.tiling().length()));
            int frequency = transform.half().firstOf(column);
            int count = transform.half().firstOf(end) - frequency;
            int sums = plan.workspaceAt(worker) + plan.workspace() + plan.factors();
            for (int f = 0; f < count; f += plan.atATime()) {
                int some = Math.min(plan.atATime(), count - f);
                copy(tiles, frequency + f, some, worker);
                for (int pair = firstPair; pair < endPair; pair++) {
                    sum(tiles, pair, some, worker, sums + f * plan.frequencyStride()
                            + (pair - firstPair) * KernelGradientPlan.ROWS * ELEMENT);
                }
            }
            int rows = (endPair - firstPair) * KernelGradientPlan.ROWS;
            if (plan.tiling().length().z() == 1) {
                for (int row = 0; row < rows; row++) {
                    Elements.copy(data, sums + row * ELEMENT, plan.frequencyStride(), data, kept(row, column),
                            ELEMENT, count);
                }
                return;
            }
            for (int f = count; f < plan.tiling().length().z(); f++) {
                int mirror = plan.tiling().length().z() - f;
                Elements.conjugate(data, sums + mirror * plan.frequencyStride(), data,
                        sums + f * plan.frequencyStride(), rows);
            }
            for (int row = 0; row < rows; row++) {
                if (isChannel(firstPair, row)) {
                    kernelInverse.column(data, sums + row * ELEMENT, plan.frequencyStride(), data,
                            plan.workspaceAt(worker), data, kept(row, column));
                }
            }
        }

        /** Whether a row of the sums belongs to an input channel. */
        private boolean isChannel(int firstPair, int row) {
            int block = (firstPair + row / KernelGradientPlan.ROWS) / correlation.outBlocks();
            return row % KernelGradientPlan.ROWS < Channels.ofBlock(correlation.in(), block);
        }

        /** Where a row is kept of the sums of a column, after their transform along z. */
        private int kept(int row, int column) {
            return plan.sumsAt() + row * plan.sumsStride() + column * correlation.kernel().z() * ELEMENT;
        }

        /** The factors of some frequencies, in the order (frequency, block, tile). */
        private void copy(int tiles, int frequency, int count, int worker) {
            int elements = (correlation.inBlocks() + correlation.outBlocks()) * tiles;
            int factors = plan.workspaceAt(worker) + plan.workspace();
            for (int n = 0; n < elements; n++) {
                int place = (n / tiles * plan.group() + n % tiles) * plan.stride() + frequency * ELEMENT;
                Elements.copy(data, plan.spectraAt() + place, ELEMENT, data, factors + n * ELEMENT,
                        elements * ELEMENT, count);
            }
        }

        /** Sums over tiles, for one pair of blocks and as many frequencies as are multiplied at a time. */
        private void sum(int tiles, int pair, int count, int worker, int sums) {
            int in = pair / correlation.outBlocks();
            int out = correlation.inBlocks() + pair % correlation.outBlocks();
            int channels = Channels.ofBlock(correlation.in(), in);
            int step = (correlation.inBlocks() + correlation.outBlocks()) * tiles * ELEMENT;
            int factors = plan.workspaceAt(worker) + plan.workspace();
            for (int f = 0; f < count; f++) {
                int x = factors + f * step + in * tiles * ELEMENT;
                int g = factors + f * step + out * tiles * ELEMENT;
                for (int channel = 0; channel < channels; channel += OuterProduct.CHANNELS) {
                    OuterProduct.run(data, x + channel, g, tiles, data,
                            sums + f * plan.frequencyStride() + channel * ELEMENT);
                }
            }
        }

        /** The gradients of the kernels from two input channels of a block to the output channels of another. */
        private void inverse(int firstPair, int pair, int channel, int worker) {
            int in = (firstPair + pair) / correlation.outBlocks() * LANES + channel;
            if (in >= correlation.in()) {
                return;
            }
            int next = Math.min(in + 1, correlation.in() - 1);
            int block = (firstPair + pair) % correlation.outBlocks();
            Vec3 kernel = correlation.kernel();
            double scale = 1 / (4.0 * plan.tiling().length().product());
            KernelPlanes planes = new KernelPlanes(values, kernel, scale, Channels.ofBlock(correlation.out(), block),
                    kernels(in, block), kernels(next, block));
            int row = pair * KernelGradientPlan.ROWS + channel;
            kernelInverse.planes(data, kept(row, 0), kept(row + next - in, 0), data, plan.workspaceAt(worker), planes);
        }

        private int kernels(int in, int block) {
            return (in * correlation.out() + block * LANES) * (int) correlation.kernel().product();
        }
    }
}
