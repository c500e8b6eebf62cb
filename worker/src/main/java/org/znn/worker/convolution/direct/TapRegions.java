package org.znn.worker.convolution.direct;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.simd.TileKernel;

/**
 * An input gradient cut into regions, each with only the taps that reach it: what the others would add are zeros. Where
 * regions are so small that tiles would not be filled, neighbours are joined and the zeros computed.
 *
 * @param all    the regions, together the whole gradient
 * @param before zeros read before the output gradient, sections and rows
 * @param after  zeros read past it, sections and rows
 */
record TapRegions(List<TapRegion> all, Vec3 before, Vec3 after) {

    /** What it costs to start a tile and store its sums, in taps. */
    private static final int TILE_COST = 8;

    /** The regions of the input gradient of a convolution for an output of that size. */
    static TapRegions of(ConvolutionShape shape, Vec3 output, TileKernel tile) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        List<TapRange> xs = TapRange.of(k.x(), d.x(), output.x(), tile.lanes());
        List<TapRange> zs = TapRange.of(k.z(), d.z(), output.z(), 1);
        List<TapRange> ys = TapRange.of(k.y(), d.y(), output.y(), 1);
        List<TapRegion> best = regions(zs, ys, xs);
        for (List<TapRegion> joined = best; joined != null;) {
            best = joined;
            joined = null;
            List<TapRange> fewerZ = zs;
            List<TapRange> fewerY = ys;
            for (int i = 0; i < zs.size() + ys.size() - 2; i++) {
                List<TapRange> z = i < zs.size() - 1 ? joined(zs, i) : zs;
                List<TapRange> y = i < zs.size() - 1 ? ys : joined(ys, i - zs.size() + 1);
                List<TapRegion> candidate = regions(z, y, xs);
                if (cost(candidate, shape, tile) < cost(joined == null ? best : joined, shape, tile)) {
                    joined = candidate;
                    fewerZ = z;
                    fewerY = y;
                }
            }
            zs = fewerZ;
            ys = fewerY;
        }
        return new TapRegions(best,
                new Vec3(zs.stream().mapToInt(r -> r.before(k.z(), d.z())).max().orElse(0),
                        ys.stream().mapToInt(r -> r.before(k.y(), d.y())).max().orElse(0), 0),
                new Vec3(zs.stream().mapToInt(r -> r.after(k.z(), d.z(), output.z())).max().orElse(0),
                        ys.stream().mapToInt(r -> r.after(k.y(), d.y(), output.y())).max().orElse(0), 0));
    }

    private static List<TapRange> joined(List<TapRange> ranges, int at) {
        List<TapRange> joined = new ArrayList<>(ranges);
        joined.set(at, ranges.get(at).with(joined.remove(at + 1)));
        return joined;
    }

    private static List<TapRegion> regions(List<TapRange> zs, List<TapRange> ys, List<TapRange> xs) {
        List<TapRegion> regions = new ArrayList<>(zs.size() * ys.size() * xs.size());
        for (TapRange z : zs) {
            for (TapRange y : ys) {
                for (TapRange x : xs) {
                    regions.add(new TapRegion(z, y, x));
                }
            }
        }
        return regions;
    }

    private static long cost(List<TapRegion> regions, ConvolutionShape shape, TileKernel tile) {
        long cost = 0;
        for (TapRegion region : regions) {
            long tiles = (region.vectors() + tile.vectors() - 1) / tile.vectors();
            cost += tiles * (region.taps() * shape.out() + TILE_COST);
        }
        return cost;
    }
}
