package org.znn.worker.convolution.direct;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.simd.DirectKernel;

/**
 * Partition of an input gradient into regions, each with only the taps that reach it: all other products are zero.
 * Regions too small to fill the tiles of a kernel are merged with their neighbours, at the cost of computing some
 * zeros.
 *
 * @param regions       regions that together cover the gradient
 * @param paddingBefore zero sections and rows read before the output gradient (z, y, 0)
 * @param paddingAfter  zero sections and rows read past the output gradient (z, y, 0)
 */
record ValidTapRegions(List<ValidTapRegion> regions, Vec3 paddingBefore, Vec3 paddingAfter) {

    /** Cost of starting a tile and storing its sums, in taps. */
    private static final int TILE_OVERHEAD = 8;

    /** Returns the regions of the input gradient for an output size, merged greedily while that lowers the cost. */
    static ValidTapRegions of(ConvolutionShape shape, Vec3 output, DirectKernel kernel) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        List<ValidTapRange> xs = ValidTapRange.of(k.x(), d.x(), output.x(), kernel.lanes());
        List<ValidTapRange> zs = ValidTapRange.of(k.z(), d.z(), output.z(), 1);
        List<ValidTapRange> ys = ValidTapRange.of(k.y(), d.y(), output.y(), 1);
        List<ValidTapRegion> best = regions(zs, ys, xs);
        for (List<ValidTapRegion> joined = best; joined != null;) {
            best = joined;
            joined = null;
            List<ValidTapRange> fewerZ = zs;
            List<ValidTapRange> fewerY = ys;
            for (int i = 0; i < zs.size() + ys.size() - 2; i++) {
                List<ValidTapRange> z = i < zs.size() - 1 ? joined(zs, i) : zs;
                List<ValidTapRange> y = i < zs.size() - 1 ? ys : joined(ys, i - zs.size() + 1);
                List<ValidTapRegion> candidate = regions(z, y, xs);
                if (cost(candidate, shape, kernel) < cost(joined == null ? best : joined, shape, kernel)) {
                    joined = candidate;
                    fewerZ = z;
                    fewerY = y;
                }
            }
            zs = fewerZ;
            ys = fewerY;
        }
        return new ValidTapRegions(best,
                new Vec3(zs.stream().mapToInt(r -> r.paddingBefore(k.z(), d.z())).max().orElse(0),
                        ys.stream().mapToInt(r -> r.paddingBefore(k.y(), d.y())).max().orElse(0), 0),
                new Vec3(zs.stream().mapToInt(r -> r.paddingAfter(k.z(), d.z(), output.z())).max().orElse(0),
                        ys.stream().mapToInt(r -> r.paddingAfter(k.y(), d.y(), output.y())).max().orElse(0), 0));
    }

    private static List<ValidTapRange> joined(List<ValidTapRange> ranges, int index) {
        List<ValidTapRange> joined = new ArrayList<>(ranges);
        joined.set(index, ranges.get(index).merge(joined.remove(index + 1)));
        return joined;
    }

    private static List<ValidTapRegion> regions(List<ValidTapRange> zs, List<ValidTapRange> ys,
            List<ValidTapRange> xs) {
        List<ValidTapRegion> regions = new ArrayList<>(zs.size() * ys.size() * xs.size());
        for (ValidTapRange z : zs) {
            for (ValidTapRange y : ys) {
                for (ValidTapRange x : xs) {
                    regions.add(new ValidTapRegion(z, y, x));
                }
            }
        }
        return regions;
    }

    private static long cost(List<ValidTapRegion> regions, ConvolutionShape shape, DirectKernel kernel) {
        long cost = 0;
        for (ValidTapRegion region : regions) {
            long tiles = IntMath.ceilDiv(region.vectorCount(), kernel.vectors());
            cost += tiles * (region.tapCount() * shape.out() + TILE_OVERHEAD);
        }
        return cost;
    }
}
