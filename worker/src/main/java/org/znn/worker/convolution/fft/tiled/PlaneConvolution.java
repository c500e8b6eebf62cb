package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Channels;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.fft.tiled.Tiling.Tile;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.parallel.Workers;
import org.znn.worker.simd.Rows;

/**
 * A convolution of few input channels: transforms in the plane (y, x), direct sums along z. A thread computes a group
 * of tiles from the input to the output in the cache of its core: what is summed for two rows of frequencies, mirror
 * images of each other, is transformed at once, so that no spectrum of an output is ever there as a whole.
 */
final class PlaneConvolution implements Convolution<float[]> {

    private static final int ELEMENT = LineTransform.ELEMENT;

    private final PlanePlan plan;
    private final Correlation correlation;
    private final Rows<float[]> rows;
    private final Scratch scratch;
    private final PlaneTransform transform;
    private final KernelTransform kernelTransform;
    private final int[] offsets;
    private final float[] weights;

    PlaneConvolution(ConvolutionShape shape, Vec3 output, Rows<float[]> rows, Scratch scratch) {
        this.rows = rows;
        this.scratch = scratch;
        plan = plan(shape, output);
        correlation = plan.correlation();
        transform = new PlaneTransform(plan.size());
        kernelTransform = new KernelTransform(plan.size(), plan.section());
        offsets = plan.offsets();
        weights = new float[plan.weights()];
    }

    static PlanePlan plan(ConvolutionShape shape, Vec3 output) {
        return PlanePlan.of(new Correlation(shape.in(), shape.out(), shape.kernel(), shape.dilation(), output));
    }

    @Override
    public void use(Filters filters, ThreadTeam team) {
        float[] work = scratch.floats(plan.scratch(team.size()).floats());
        new PlaneKernels(filters.values()).write(kernelTransform, plan, work, weights, team);
    }

    @Override
    public void forward(Maps<float[]> in, Maps<float[]> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        float[] data = scratch.floats(plan.scratch(team.size()).floats());
        MapPlanes.Target target = new MapPlanes.Target(out, correlation.dilation(), add, epilogue, rows);
        Workers.run(team, plan.groups(), (worker, number) -> new Group(in, target, plan.ofGroup(number), data,
                PlaneRoom.of(plan, plan.roomAt(worker))).run());
    }

    /** A group of tiles. */
    private final class Group {

        private final MapPlanes.Target target;
        private final List<Tile> tiles;
        private final float[] data;
        private final PlaneRoom room;
        private final PlaneInputs inputs;
        private final PlaneRows rows;

        Group(Maps<float[]> in, MapPlanes.Target target, List<Tile> tiles, float[] data, PlaneRoom room) {
            this.target = target;
            this.tiles = tiles;
            this.data = data;
            this.room = room;
            inputs = new PlaneInputs(plan, in, tiles);
            rows = PlaneRows.of(plan, tiles);
        }

        void run() {
            transform.inputs(inputs, data, room);
            for (int block = 0; block < correlation.outBlocks(); block++) {
                MapPlanes[] outputs = outputs(block);
                for (int row = 0; row < rows.count(); row += PlanePlan.ROWS) {
                    rowsOfPlanes(CorrelationPlan.ORIGIN + block * plan.ofBlock(), row);
                    columnsOfPlanes(row, outputs);
                }
            }
        }

        private MapPlanes[] outputs(int block) {
            MapPlanes[] outputs = new MapPlanes[(tiles.size() + 1) / 2];
            for (int pair = 0; pair < outputs.length; pair++) {
                MapPlanes.Box second = 2 * pair + 1 < tiles.size() ? box(block, 2 * pair + 1) : null;
                outputs[pair] = new MapPlanes(target, box(block, 2 * pair), second, data, room.end());
            }
            return outputs;
        }

        private MapPlanes.Box box(int block, int tile) {
            return new MapPlanes.Box(block * LineTransform.LANES, Channels.ofBlock(correlation.out(), block),
                    tiles.get(tile).start(), tiles.get(tile).count());
        }

        /** Sums of all frequencies, and the rows of what belongs to them. */
        private void rowsOfPlanes(int weightsAt, int row) {
            int sizeY = plan.size().y();
            int sizeX = plan.size().x();
            int at = weightsAt;
            for (int y = 0; y <= sizeY / 2; y++) {
                int mirror = (sizeY - y) % sizeY;
                int count = y == mirror ? sizeX / 2 + 1 : sizeX;
                int mirrored = y == mirror ? room.line() : room.mirror();
                for (int x = 0; x < count; x++) {
                    int opposite = (sizeX - x) % sizeX;
                    // A transform of the mirror image of a spectrum is the way back.
                    PlaneProduct.run(data, room.spectra() + (y * sizeX + x) * room.spectrum(),
                            room.spectra() + (mirror * sizeX + opposite) * room.spectrum(), room.spectrum() / 2,
                            rows.lanes(), row, offsets, weights, at, data, mirrored + opposite * ELEMENT,
                            room.line() + x * ELEMENT, sizeX * ELEMENT);
                    at += offsets.length * ELEMENT;
                }
                transform.linesToRow(data, room, room.line(), y);
                if (y != mirror) {
                    transform.linesToRow(data, room, room.mirror(), mirror);
                }
            }
        }

        private void columnsOfPlanes(int row, MapPlanes[] outputs) {
            for (int n = 0; n < PlanePlan.ROWS; n++) {
                if (rows.planes()[row + n] >= 0) {
                    transform.columns(data, room, n, plan.tiling().x().valid());
                    outputs[rows.pairs()[row + n]].plane(rows.planes()[row + n], data, room.plane(n),
                            room.rowPitch());
                }
            }
        }
    }
}
