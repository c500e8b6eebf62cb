package org.znn.worker.convolution.winograd;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.simd.Simd;

/**
 * How a gradient by the weights is computed, and where everything lies. The strips of tiles are taken in bands, of
 * which the values at the points stay in the second cache, and some bands are a part, whose sums one thread builds: all
 * that depends on shape and size alone. First in memory are the sums of each part, in the order (part, group of output
 * maps, z tap, point, tile of sums), then each thread's room.
 *
 * @param shape        of the convolution
 * @param output       size of its output
 * @param strips       of each section
 * @param stripsOfBand of each; the last one may have fewer
 * @param bandsOfPart  of each; the last one may have fewer
 * @param groups       of output maps
 * @param room         of a thread
 * @param inRuns       whether parts are summed in runs, since they are many tiles
 */
record GradientPlan(ConvolutionShape shape, Vec3 output, Strips strips, int stripsOfBand, int bandsOfPart,
        List<OuterGroup> groups, GradientRoom room, boolean inRuns) {

    /** Tiles of a run: few enough for float32. */
    static final int RUN = 1024;

    /** Bytes of values of a band. */
    private static final int VALUES_IN_CACHE = 1 << 20;
    private static final int FEWEST_TILES = 16;
    private static final int MOST_TILES = 128;
    /** Parts for threads to share. */
    private static final int PARTS = 16;
    /** Bytes of sums at most, if there are several parts. */
    private static final long SUMS_BYTES = 16L << 20;
    /** Large arrays begin 16 bytes after a cache line. */
    private static final int ORIGIN = 12;

    static GradientPlan of(ConvolutionShape shape, Vec3 output, boolean strict, Simd simd) {
        Axis y = Axis.of(shape.kernel().y(), shape.dilation().y(), strict);
        Axis x = Axis.of(shape.kernel().x(), shape.dilation().x(), strict);
        int points = y.points() * x.points();
        int depth = shape.kernel().z();
        long bytes = (long) points * Float.BYTES
                * (wholeVectors(shape.in(), simd) * depth + Math.min(OuterGroup.MAPS, shape.out()));
        int most = (int) Math.max(FEWEST_TILES, Math.min(MOST_TILES, VALUES_IN_CACHE / bytes));
        Strips strips = Strips.of(y, x, output, most);
        int stripsOfBand = Math.min(strips.count(), Math.max(1, most / strips.tilesOfSegment()));
        List<OuterGroup> groups = OuterGroup.of(shape, Math.multiplyExact(depth, points));
        int bands = Grid.ceilDiv(strips.count(), stripsOfBand);
        long parts = Math.max(1, Math.min(PARTS, SUMS_BYTES / ((long) sums(groups, depth * points) * Float.BYTES)));
        int bandsOfPart = Grid.ceilDiv(bands, (int) parts);
        int tilesOfBand = stripsOfBand * strips.tilesOfSegment();
        boolean inRuns = (long) tilesOfBand * bandsOfPart * output.z() > RUN;
        GradientRoom room = GradientRoom.of(strips, tilesOfBand, shape, groups.get(0).covered(),
                inRuns ? sums(groups, depth * points) : 0, simd.lanes());
        return new GradientPlan(shape, output, strips, stripsOfBand, bandsOfPart, groups, room, inRuns);
    }

    private static long wholeVectors(int maps, Simd simd) {
        return (long) Grid.ceilDiv(maps, simd.lanes()) * simd.lanes();
    }

    private static int sums(List<OuterGroup> groups, int sets) {
        OuterGroup last = groups.get(groups.size() - 1);
        return Math.addExact(last.at(), Math.multiplyExact(last.sums(), sets));
    }

    Axis y() {
        return strips.y();
    }

    Axis x() {
        return strips.x();
    }

    int points() {
        return y().points() * x().points();
    }

    /** Sums of a part. */
    int sums() {
        return sums(groups, shape.kernel().z() * points());
    }

    private int stripsOfPart() {
        return stripsOfBand * bandsOfPart;
    }

    int parts() {
        return Grid.ceilDiv(strips.count(), stripsOfPart());
    }

    int firstStrip(int part) {
        return part * stripsOfPart();
    }

    /** Past the last one. */
    int endOfStrips(int part) {
        return Math.min(strips.count(), (part + 1) * stripsOfPart());
    }

    /** Where the sums of a part begin. */
    int sumsAt(int part) {
        return Math.addExact(ORIGIN, Math.multiplyExact(part, sums()));
    }

    /** Where the room of a worker begins. */
    int roomAt(int worker) {
        return Math.addExact(sumsAt(parts()), Math.multiplyExact(worker, room.length()));
    }
}
