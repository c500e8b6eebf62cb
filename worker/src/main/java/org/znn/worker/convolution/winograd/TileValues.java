package org.znn.worker.convolution.winograd;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.znn.worker.convolution.Channels;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;

/**
 * Values of the tiles of a strip at the points, of the input or of the output gradient; a vector holds a voxel, or a
 * value, of neighbouring channels. Rows are turned round, then evaluated along y for all voxels, then along x for
 * tiles. What lies outside the maps is 0.
 */
final class TileValues {

    private final Maps<float[]> maps;
    private final MapsLayout layout;
    private final int[][] channels;
    private final Strips strips;
    private final GradientRoom room;
    private final Side side;
    private final Passage alongY;
    private final Passage[] alongX;

    private interface Transform {

        void run(Passage passage, int first, int last, float[] from, int fromAt, float[] to, int toAt);
    }

    /**
     * What differs between the two.
     *
     * @param rows    of a tile
     * @param columns of a tile
     * @param read    numbers that the transforms read along y, then along x; past the tile's own it is the last one
     * @param y       transform
     * @param x       transform
     * @param point   from a point to the next
     */
    private record Side(int rows, int columns, int[] read, Transform y, Transform x, int point) {
    }

    private TileValues(GradientPlan plan, Maps<float[]> maps, Side side) {
        this.maps = maps;
        this.side = side;
        layout = maps.layout();
        channels = Channels.offsets(layout);
        strips = plan.strips();
        room = plan.room();
        int[] voxels = multiples(strips.span(side.columns()), room.lanes());
        alongY = new Passage(sources(side.read()[0], side.rows(), room.row()), room.row(), voxels,
                voxels);
        alongX = IntStream.range(0, strips.segments()).mapToObj(this::alongX).toArray(Passage[]::new);
    }

    /** Of the input. */
    static TileValues ofInput(GradientPlan plan, Maps<float[]> input) {
        Axis y = plan.y();
        Axis x = plan.x();
        return new TileValues(plan, input, new Side(y.points(), x.points(), new int[] {y.points(), x.points()},
                PointTransform.of(y)::input, PointTransform.of(x)::input, plan.room().inputPoint()));
    }

    /** Of the output gradient. */
    static TileValues ofGradient(GradientPlan plan, Maps<float[]> outputGradient) {
        Axis y = plan.y();
        Axis x = plan.x();
        return new TileValues(plan, outputGradient, new Side(y.outputs(), x.outputs(),
                new int[] {PointTransform.OUTPUTS, PointTransform.OUTPUTS}, PointTransform.of(y)::gradient,
                PointTransform.of(x)::gradient, plan.room().gradientPoint()));
    }

    private static int[] multiples(int count, int stride) {
        return IntStream.range(0, count).map(a -> a * stride).toArray();
    }

    private static int[] sources(int count, int different, int stride) {
        return IntStream.range(0, count).map(a -> Math.min(a, different - 1) * stride).toArray();
    }

    private Passage alongX(int segment) {
        int tiles = strips.tilesOf(segment);
        int points = strips.y().points();
        int[] from = new int[points * tiles];
        int[] to = new int[points * tiles];
        for (int i = 0; i < from.length; i++) {
            int point = i / tiles;
            int tile = i % tiles;
            from[i] = point * room.row()
                    + (strips.start(segment, tile) - strips.start(segment, 0)) * room.lanes();
            to[i] = point * strips.x().points() * side.point() + tile * room.lanes();
        }
        return new Passage(sources(side.read()[1], side.columns(), strips.x().dilation() * room.lanes()),
                side.point(), from, to);
    }

    /**
     * A vector of channels.
     *
     * @param z       section of the maps
     * @param channel first of them
     * @param work    holds the room of a thread, which begins at {@code base}
     * @param to      where the first point's values of the strip's first tile go
     */
    void run(int z, int strip, int channel, float[] work, int base, int to) {
        int segment = strips.segment(strip);
        int span = strips.span(segment, side.columns());
        turn(z, strips.row(strip), strips.start(segment, 0), span, channel, work, base);
        side.y().run(alongY, 0, span, work, base, work, base + room.evaluated());
        Passage x = alongX[segment];
        side.x().run(x, 0, x.from().length, work, base + room.evaluated(), work, to);
    }

    private void turn(int z, int y, int x, int span, int channel, float[] work, int to) {
        int lanes = room.lanes();
        int voxels = Math.min(span, layout.size().x() - x);
        for (int a = 0; a < side.rows(); a++) {
            int row = y + a * strips.y().dilation();
            int begin = to + a * room.row();
            int filled = row < layout.size().y() ? voxels : 0;
            if (filled > 0) {
                Channels.gather(maps.data(), layout.index(0, z, row, x), 1, channels[channel / lanes], work, begin,
                        lanes, filled);
            }
            Arrays.fill(work, begin + filled * lanes, begin + span * lanes, 0);
        }
    }
}
