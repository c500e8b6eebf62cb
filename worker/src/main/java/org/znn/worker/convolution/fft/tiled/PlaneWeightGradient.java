package org.znn.worker.convolution.fft.tiled;

import java.util.Arrays;
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
 * dE/d(weight) of few input channels: transforms of the output gradient in the plane (y, x), multiplied with those of
 * the input, and summed along z directly, while two rows of frequencies, mirror images of each other, are in the cache.
 * Of a pair of tiles that is transformed as one complex tile the real part of the result is the sum of what both give.
 * Sums over the groups of a part are built in float32, in their order; those over parts in float64.
 */
final class PlaneWeightGradient implements WeightGradient<float[]> {

    private static final int ELEMENT = LineTransform.ELEMENT;

    private final PlaneGradientPlan gradient;
    private final PlanePlan plan;
    private final Correlation correlation;
    private final Scratch scratch;
    private final PlaneTransform transform;

    PlaneWeightGradient(ConvolutionShape shape, Vec3 output, Scratch scratch) {
        this.scratch = scratch;
        gradient = plan(shape, output);
        plan = gradient.plan();
        correlation = plan.correlation();
        transform = new PlaneTransform(plan.size());
    }

    static PlaneGradientPlan plan(ConvolutionShape shape, Vec3 output) {
        return PlaneGradientPlan.of(
                new Correlation(shape.in(), shape.out(), shape.kernel(), shape.dilation(), output));
    }

    @Override
    public Filters run(Maps<float[]> input, Maps<float[]> outputGradient, ThreadTeam team) {
        float[] data = scratch.floats(gradient.scratch(team.size()).floats());
        int[][] channels = Channels.offsets(outputGradient.layout());
        Workers.run(team, gradient.parts(), (worker, part) -> {
            int first = gradient.sumsAt(part, 0);
            Arrays.fill(data, first, first + correlation.outBlocks() * gradient.ofBlock(), 0);
            PlaneRoom room = PlaneRoom.of(plan, gradient.roomAt(worker));
            for (int group = gradient.firstGroup(part); group < gradient.firstGroup(part + 1); group++) {
                new Group(input, outputGradient, channels, plan.ofGroup(group), data, room).add(part);
            }
        });
        PlaneSums sums = new PlaneSums(gradient, data);
        Workers.run(team, sums.items(), (worker, item) -> sums.inverse(item, gradient.roomAt(worker)));
        return new Filters(correlation.in(), correlation.out(), correlation.kernel(), sums.values());
    }

    /** A group of tiles. */
    private final class Group {

        private final Maps<float[]> outputGradient;
        private final int[][] channels;
        private final List<Tile> tiles;
        private final float[] data;
        private final PlaneRoom room;
        private final PlaneInputs inputs;
        private final PlaneRows rows;

        Group(Maps<float[]> input, Maps<float[]> outputGradient, int[][] channels, List<Tile> tiles, float[] data,
                PlaneRoom room) {
            this.outputGradient = outputGradient;
            this.channels = channels;
            this.tiles = tiles;
            this.data = data;
            this.room = room;
            inputs = new PlaneInputs(plan, input, tiles);
            rows = PlaneRows.of(plan, tiles);
        }

        /** Adds what it gives to the sums of a part. */
        void add(int part) {
            transform.inputs(inputs, data, room);
            for (int block = 0; block < correlation.outBlocks(); block++) {
                MapLines[] lines = lines(block);
                for (int row = 0; row < rows.count(); row += PlanePlan.ROWS) {
                    columnsOfPlanes(row, lines);
                    rowsOfPlanes(row, gradient.sumsAt(part, block));
                }
            }
        }

        private MapLines[] lines(int block) {
            MapLines[] lines = new MapLines[(tiles.size() + 1) / 2];
            for (int pair = 0; pair < lines.length; pair++) {
                lines[pair] = new MapLines(outputGradient, correlation.dilation(), plan.size().x(),
                        box(block, 2 * pair), box(block, 2 * pair + 1));
            }
            return lines;
        }

        private MapLines.Box box(int block, int number) {
            Tile tile = number < tiles.size() ? tiles.get(number) : new Tile(Vec3.ZERO, Vec3.ZERO);
            return new MapLines.Box(channels[block], tile.start(), tile.count());
        }

        private void columnsOfPlanes(int row, MapLines[] lines) {
            int length = plan.size().x() * ELEMENT;
            for (int n = 0; n < PlanePlan.ROWS; n++) {
                int z = rows.planes()[row + n];
                for (int y = 0; y < plan.size().y(); y++) {
                    int at = room.plane(n) + y * room.rowPitch();
                    if (z < 0 || !lines[rows.pairs()[row + n]].line(z, y, data, at)) {
                        Arrays.fill(data, at, at + length, 0);
                    }
                }
                if (z >= 0) {
                    transform.columns(data, room, n, plan.tiling().x().valid());
                }
            }
        }

        private void rowsOfPlanes(int row, int sumsAt) {
            int sizeY = plan.size().y();
            int sizeX = plan.size().x();
            int at = sumsAt;
            for (int y = 0; y <= sizeY / 2; y++) {
                int mirror = (sizeY - y) % sizeY;
                int count = y == mirror ? sizeX / 2 + 1 : sizeX;
                int mirrored = y == mirror ? room.line() : room.mirror();
                transform.rowToLines(data, room, y, room.line());
                if (y != mirror) {
                    transform.rowToLines(data, room, mirror, room.mirror());
                }
                for (int x = 0; x < count; x++) {
                    int opposite = (sizeX - x) % sizeX;
                    PlaneOuterProduct.run(data, room.spectra() + (y * sizeX + x) * room.spectrum(),
                            room.spectra() + (mirror * sizeX + opposite) * room.spectrum(), room.spectrum() / 2,
                            rows.lanes(), row, gradient.offsets(), room.line() + x * ELEMENT,
                            mirrored + opposite * ELEMENT, sizeX * ELEMENT, data, at);
                    at += gradient.stride();
                }
            }
        }
    }
}
