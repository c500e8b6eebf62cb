package org.znn.worker.convolution.direct;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.geometry.IntMath;

/**
 * Interval of positions along one axis of an input gradient, and the taps that reach any of them. A position is a voxel
 * along z and y and a whole vector along x; a tap reaches a vector if it reaches any of its voxels.
 *
 * @param begin    first position
 * @param end      end of the positions, exclusive
 * @param firstTap first tap that reaches the interval
 * @param endTap   end of the taps, exclusive; {@code firstTap} if no tap reaches the interval
 */
record ValidTapRange(int begin, int end, int firstTap, int endTap) {

    /**
     * Partitions an axis into the longest intervals whose positions are reached by the same taps. Voxel p receives from
     * tap q the output gradient at p + (q − taps + 1)·dilation.
     *
     * @param taps       taps of the kernel along the axis
     * @param dilation   distance between neighbouring taps in voxels
     * @param outputSize size of the output gradient in voxels
     * @param width      voxels per position
     */
    static List<ValidTapRange> of(int taps, int dilation, int outputSize, int width) {
        int margin = (taps - 1) * dilation;
        int positions = IntMath.ceilDiv(outputSize + margin, width);
        List<ValidTapRange> ranges = new ArrayList<>();
        for (int position = 0; position < positions; position++) {
            int left = margin - position * width;
            int first = Math.max(0, IntMath.ceilDiv(left - width + 1, dilation));
            int end = Math.max(first, Math.min(taps, Math.floorDiv(left + outputSize - 1, dilation) + 1));
            ValidTapRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last.firstTap == first && last.endTap == end) {
                ranges.set(ranges.size() - 1, new ValidTapRange(last.begin, position + 1, first, end));
            } else {
                ranges.add(new ValidTapRange(position, position + 1, first, end));
            }
        }
        return ranges;
    }

    int length() {
        return end - begin;
    }

    int tapCount() {
        return endTap - firstTap;
    }

    /** Returns the union of this interval and the next. */
    ValidTapRange merge(ValidTapRange next) {
        if (tapCount() == 0 || next.tapCount() == 0) {
            ValidTapRange reached = tapCount() == 0 ? next : this;
            return new ValidTapRange(begin, next.end, reached.firstTap, reached.endTap);
        }
        return new ValidTapRange(begin, next.end, Math.min(firstTap, next.firstTap), Math.max(endTap, next.endTap));
    }

    /** Returns the number of voxels read before the start of the output gradient, if a position is a single voxel. */
    int paddingBefore(int taps, int dilation) {
        return tapCount() == 0 ? 0 : Math.max(0, (taps - 1 - firstTap) * dilation - begin);
    }

    /** Returns the number of voxels read past the end of the output gradient, if a position is a single voxel. */
    int paddingAfter(int taps, int dilation, int outputSize) {
        return tapCount() == 0 ? 0 : Math.max(0, end - outputSize - (taps - endTap) * dilation);
    }
}
