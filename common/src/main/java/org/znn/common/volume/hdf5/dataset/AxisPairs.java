package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.hdf5.array.ArrayRegion;
import org.znn.common.volume.hdf5.array.ArraySource;
import org.znn.common.volume.raster.VoxelSink;

/**
 * Two selections of the same shape, apart from axes with a single index: index i of an axis of one corresponds to index
 * i of an axis of the other.
 *
 * @param source     selection of the array that is read
 * @param target     selection of the array that is shown
 * @param sourceAxis axis of the source that corresponds to each axis of the target; -1 where that has a single index
 */
record AxisPairs(Hyperslab source, Hyperslab target, int[] sourceAxis) {

    /**
     * Indices of an axis of the target at equal distances that correspond to neighbouring ones of the source.
     *
     * @param from   first index in the source
     * @param first  first index in the target
     * @param step   distance of the indices in the target
     * @param count  number of indices
     */
    private record Segment(long from, long first, long step, int count) {
    }

    /** Returns the pairs of axes; empty if the selections have different shapes. */
    static Optional<AxisPairs> of(Hyperslab source, Hyperslab target) {
        int[] pairs = new int[target.rank()];
        int next = 0;
        for (int d = 0; d < pairs.length; d++) {
            pairs[d] = -1;
            if (target.length()[d] == 1) {
                continue;
            }
            while (next < source.rank() && source.length()[next] == 1) {
                next++;
            }
            if (next == source.rank() || source.length()[next] != target.length()[d]) {
                return Optional.empty();
            }
            pairs[d] = next++;
        }
        while (next < source.rank() && source.length()[next] == 1) {
            next++;
        }
        return next == source.rank() ? Optional.of(new AxisPairs(source, target, pairs)) : Optional.empty();
    }

    /** Passes the part of the source that a region of the target shows to a sink. */
    void read(ArrayRegion region, ArraySource from, VoxelSink sink) throws IOException {
        List<List<Segment>> segments = new ArrayList<>();
        int[] counts = new int[target.rank()];
        for (int d = 0; d < target.rank(); d++) {
            segments.add(segments(d, region));
            counts[d] = segments.get(d).size();
        }
        new ArrayRegion(new long[counts.length], counts, 0, new int[counts.length]).forEachRow((index, unused) -> {
            long[] at = index.clone();
            for (int i = 0; i < counts[counts.length - 1]; i++) {
                at[at.length - 1] = i;
                from.read(part(segments, at, region), sink);
            }
        });
    }

    private ArrayRegion part(List<List<Segment>> segments, long[] at, ArrayRegion region) {
        long[] start = source.start().clone();
        int[] count = new int[start.length];
        Arrays.fill(count, 1);
        int[] strides = new int[start.length];
        int first = region.first();
        for (int d = 0; d < at.length; d++) {
            Segment segment = segments.get(d).get((int) at[d]);
            first += (int) (segment.first - region.start()[d]) * region.strides()[d];
            if (sourceAxis[d] >= 0) {
                start[sourceAxis[d]] = segment.from;
                count[sourceAxis[d]] = segment.count;
                strides[sourceAxis[d]] = (int) segment.step * region.strides()[d];
            }
        }
        return new ArrayRegion(start, count, first, strides);
    }

    private List<Segment> segments(int axis, ArrayRegion region) {
        long begin = target.countBefore(axis, region.start()[axis]);
        long end = target.countBefore(axis, region.start()[axis] + region.count()[axis]);
        int paired = sourceAxis[axis];
        List<Segment> found = new ArrayList<>();
        for (long i = begin; i < end;) {
            long first = target.index(axis, i);
            long from = paired < 0 ? 0 : source.index(paired, i);
            long step = i + 1 < end ? target.index(axis, i + 1) - first : 1;
            int count = 1;
            while (paired >= 0 && i + count < end && target.index(axis, i + count) == first + count * step
                    && source.index(paired, i + count) == from + count) {
                count++;
            }
            found.add(new Segment(from, first, step, count));
            i += count;
        }
        return found;
    }
}
