package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.fft.tiled.Tiling.Tile;
import org.znn.worker.parallel.ThreadTeam;

/**
 * A correlation by transforms of tiles, the spectra of its kernels inside: tiles are transformed, multiplied and summed
 * over the input channels frequency by frequency, and transformed back. Where the weights are many the threads share
 * each of these three steps of a group, so that the weights are read once for all its tiles; where they are few each
 * thread has groups for itself.
 */
final class TiledCorrelation {

    private static final int ELEMENT = LineTransform.ELEMENT;

    private final CorrelationPlan plan;
    private final Correlation correlation;
    private final Scratch scratch;
    private final TileTransform transform;
    private final KernelTransform kernelTransform;
    private final float[] weights;

    TiledCorrelation(CorrelationPlan plan, Scratch scratch) {
        this.plan = plan;
        this.scratch = scratch;
        correlation = plan.correlation();
        transform = new TileTransform(plan.tiling().length());
        kernelTransform = new KernelTransform(plan.tiling().length(), correlation.kernel());
        weights = new float[plan.weights()];
    }

    /** Takes the spectra of kernels, which are also divided by what the transforms multiply by. */
    void use(KernelSpectra spectra, ThreadTeam team) {
        spectra.write(kernelTransform, plan, scratch.floats(plan.scratch(team.size()).floats()), weights, team);
    }

    /**
     * Correlates.
     *
     * @param shift voxel of the input that tap 0 meets at output 0; outside the input are zeros
     */
    void run(Maps<float[]> in, Vec3 shift, MapPlanes.Target target, ThreadTeam team) {
        Pass pass = new Pass(in, shift, target, team.size());
        if (plan.small()) {
            Workers.run(team, plan.groups(), pass::alone);
        } else {
            for (int group = 0; group < plan.groups(); group++) {
                pass.together(group, team);
            }
        }
    }

    /** One correlation. */
    private final class Pass {

        private final Maps<float[]> in;
        private final Vec3 shift;
        private final MapPlanes.Target target;
        private final int threads;
        private final int[][] channels;
        private final float[] data;

        Pass(Maps<float[]> in, Vec3 shift, MapPlanes.Target target, int threads) {
            this.in = in;
            this.shift = shift;
            this.target = target;
            this.threads = threads;
            channels = Channels.offsets(in.layout());
            data = scratch.floats(plan.scratch(threads).floats());
        }

        void alone(int worker, int group) {
            List<Tile> tiles = plan.ofGroup(group);
            int spectra = plan.spectraAt(worker);
            for (int pair = 0; pair < pairs(correlation.inBlocks(), tiles); pair++) {
                forward(tiles, pair, spectra, worker);
            }
            for (int step = 0; step < plan.steps(); step++) {
                multiply(tiles, step, spectra, worker);
            }
            for (int pair = 0; pair < pairs(correlation.outBlocks(), tiles); pair++) {
                inverse(tiles, pair, spectra, worker);
            }
        }

        void together(int group, ThreadTeam team) {
            List<Tile> tiles = plan.ofGroup(group);
            int spectra = plan.spectraAt(0);
            Workers.run(team, pairs(correlation.inBlocks(), tiles),
                    (worker, pair) -> forward(tiles, pair, spectra, worker));
            Workers.run(team, plan.steps(), (worker, step) -> multiply(tiles, step, spectra, worker));
            Workers.run(team, pairs(correlation.outBlocks(), tiles),
                    (worker, pair) -> inverse(tiles, pair, spectra, worker));
        }

        /** Pairs of (block of channels, tile). */
        private int pairs(int blocks, List<Tile> tiles) {
            return (blocks * tiles.size() + 1) / 2;
        }

        /** Where the spectrum of a block of channels and tile lies among all. */
        private int place(int block, int tile) {
            return (block * plan.group() + tile) * plan.stride();
        }

        private int place(List<Tile> tiles, int number) {
            return place(number / tiles.size(), number % tiles.size());
        }

        private void forward(List<Tile> tiles, int pair, int spectra, int worker) {
            int first = 2 * pair;
            int second = Math.min(first + 1, correlation.inBlocks() * tiles.size() - 1);
            MapLines lines = new MapLines(in, correlation.dilation(), plan.tiling().x().length(), source(tiles, first),
                    source(tiles, second));
            transform.forward(lines, data, plan.roomAt(threads, worker), data, spectra + place(tiles, first),
                    spectra + place(tiles, second), ELEMENT);
        }

        private MapLines.Box source(List<Tile> tiles, int number) {
            Tile tile = tiles.get(number % tiles.size());
            return new MapLines.Box(channels[number / tiles.size()], tile.start().plus(shift),
                    plan.tiling().read(tile));
        }

        /** A step of the plan, for all tiles. */
        private void multiply(List<Tile> tiles, int step, int spectra, int worker) {
            int first = step * plan.columns();
            int end = Math.min(first + plan.columns(), HalfSpectrum.columns(plan.tiling().length()));
            int frequency = transform.half().firstOf(first);
            int count = transform.half().firstOf(end) - frequency;
            boolean made = plan.spectraOfColumns() > 0;
            float[] from = made ? data : weights;
            int matrices = made ? plan.roomAt(threads, worker) + plan.columnsAt()
                    : CorrelationPlan.ORIGIN + frequency * plan.weightsStride();
            if (made) {
                makeWeights(first, end, matrices, worker);
            }
            for (int tile = 0; tile < tiles.size(); tile += FrequencyProduct.TILES) {
                multiply(tile, frequency, count, from, matrices, spectra, worker);
            }
        }

        /** The frequencies of some columns of weights. */
        private void makeWeights(int first, int end, int to, int worker) {
            int taps = correlation.kernel().z();
            for (int column = first; column < end; column++) {
                int frequency = transform.half().firstOf(column) - transform.half().firstOf(first);
                kernelTransform.column(weights, CorrelationPlan.ORIGIN + column * taps * plan.weightsStride(),
                        plan.weightsStride(), correlation.outBlocks() * correlation.in(), data,
                        plan.roomAt(threads, worker), data, to + frequency * plan.weightsStride(),
                        plan.weightsStride());
            }
        }

        /** As many tiles as are multiplied at a time. */
        private void multiply(int firstTile, int frequency, int count, float[] matrices, int matricesAt, int spectra,
                int worker) {
            int x = plan.roomAt(threads, worker) + plan.workspace();
            int sums = x + plan.factors();
            int block = FrequencyProduct.TILES * ELEMENT;
            int xStep = correlation.inBlocks() * block;
            int sumsStep = correlation.outBlocks() * block;
            int from = spectra + frequency * ELEMENT;
            for (int n = 0; n < correlation.inBlocks() * FrequencyProduct.TILES; n++) {
                int place = place(n / FrequencyProduct.TILES, firstTile + n % FrequencyProduct.TILES);
                Elements.copy(data, from + place, ELEMENT, data, x + n * ELEMENT, xStep, count);
            }
            for (int f = 0; f < count; f++) {
                int matrix = matricesAt + f * plan.weightsStride();
                for (int out = 0; out < correlation.outBlocks(); out++) {
                    FrequencyProduct.run(data, x + f * xStep, correlation.in(), matrices,
                            matrix + out * correlation.in() * ELEMENT, data, sums + f * sumsStep + out * block);
                }
            }
            for (int n = 0; n < correlation.outBlocks() * FrequencyProduct.TILES; n++) {
                int place = place(n / FrequencyProduct.TILES, firstTile + n % FrequencyProduct.TILES);
                Elements.copy(data, sums + n * ELEMENT, sumsStep, data, from + place, ELEMENT, count);
            }
        }

        private void inverse(List<Tile> tiles, int pair, int spectra, int worker) {
            int first = 2 * pair;
            int second = Math.min(first + 1, correlation.outBlocks() * tiles.size() - 1);
            MapPlanes.Box a = target(tiles, first);
            MapPlanes.Box b = target(tiles, second);
            int room = plan.roomAt(threads, worker);
            MapPlanes planes = new MapPlanes(target, a, second == first ? null : b, data, room + plan.planesAt());
            transform.inverse(data, spectra + place(tiles, first), spectra + place(tiles, second), ELEMENT, data,
                    room, a.count().max(b.count()), planes);
        }

        private MapPlanes.Box target(List<Tile> tiles, int number) {
            Tile tile = tiles.get(number % tiles.size());
            int block = number / tiles.size();
            return new MapPlanes.Box(block * LineTransform.LANES, Channels.ofBlock(correlation.out(), block),
                    tile.start(), tile.count());
        }
    }
}
