package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Channels;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.fft.tiled.Tiling.Tile;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.parallel.Workers;

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

        /** A step of the plan: some sets of tiles by the weights of a block of outputs after the other. */
        private void multiply(List<Tile> tiles, int step, int spectra, int worker) {
            int first = step * plan.columns();
            int end = Math.min(first + plan.columns(), HalfSpectrum.columns(plan.tiling().length()));
            int frequency = transform.half().firstOf(first);
            int count = transform.half().firstOf(end) - frequency;
            int from = spectra + frequency * ELEMENT;
            int room = plan.roomAt(threads, worker);
            int factors = room + plan.workspace();
            int sets = (tiles.size() + FrequencyProduct.TILES - 1) / FrequencyProduct.TILES;
            for (int set = 0; set < sets; set += plan.sets()) {
                int several = Math.min(plan.sets(), sets - set);
                for (int n = 0; n < several; n++) {
                    collect(set + n, from, count, factors + n * plan.factorsOfSet());
                }
                for (int out = 0; out < correlation.outBlocks(); out++) {
                    if (plan.makesColumns()) {
                        makeWeights(first, end, out, room + plan.columnsAt());
                    }
                    for (int n = 0; n < several; n++) {
                        products(frequency, count, out, factors + n * plan.factorsOfSet(), room);
                        spread(set + n, from, count, out, room + plan.sumsAt());
                    }
                }
            }
        }

        /** The frequencies of some columns of weights of a block of output channels. */
        private void makeWeights(int first, int end, int out, int to) {
            int taps = correlation.kernel().z();
            for (int column = first; column < end; column++) {
                int frequency = transform.half().firstOf(column) - transform.half().firstOf(first);
                kernelTransform.column(weights, CorrelationPlan.ORIGIN + column * taps * plan.weightsStride()
                        + out * correlation.in() * ELEMENT, plan.weightsStride(), correlation.in(), data,
                        to + frequency * plan.madeStride(), plan.madeStride());
            }
        }

        /** What is multiplied of a set of tiles, frequency by frequency. */
        private void collect(int set, int from, int count, int to) {
            int step = correlation.inBlocks() * FrequencyProduct.TILES * ELEMENT;
            for (int n = 0; n < correlation.inBlocks() * FrequencyProduct.TILES; n++) {
                Elements.copy(data, from + placeOf(set, n), ELEMENT, data, to + n * ELEMENT, step, count);
            }
        }

        /** The sums of a block of output channels, to where the inputs were. */
        private void spread(int set, int from, int count, int out, int sums) {
            for (int n = 0; n < FrequencyProduct.TILES; n++) {
                Elements.copy(data, sums + n * ELEMENT, FrequencyProduct.TILES * ELEMENT, data,
                        from + placeOf(set, out * FrequencyProduct.TILES + n), ELEMENT, count);
            }
        }

        /** Place of a spectrum by its number (block of channels, tile) in a set. */
        private int placeOf(int set, int number) {
            return place(number / FrequencyProduct.TILES,
                    set * FrequencyProduct.TILES + number % FrequencyProduct.TILES);
        }

        private void products(int frequency, int count, int out, int factors, int room) {
            boolean made = plan.makesColumns();
            float[] matrices = made ? data : weights;
            int matrix = made ? room + plan.columnsAt() : CorrelationPlan.ORIGIN + frequency * plan.weightsStride()
                    + out * correlation.in() * ELEMENT;
            int stride = made ? plan.madeStride() : plan.weightsStride();
            int block = FrequencyProduct.TILES * ELEMENT;
            for (int f = 0; f < count; f++) {
                FrequencyProduct.run(data, factors + f * correlation.inBlocks() * block, correlation.in(), matrices,
                        matrix + f * stride, data, room + plan.sumsAt() + f * block);
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
