package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.simd.Prefetch;

/**
 * Prefetches the input of the next block of a direct convolution. Skips input rows that the preceding rows have already
 * brought into the cache.
 *
 * @param input    layout of the input
 * @param dilation dilation of the kernel (z, y, x)
 * @param firstTap first tap relative to the output voxel (z, y, x); may be negative
 * @param endTap   end of the taps, exclusive
 */
record TapPrefetch(FeatureMapLayout input, Vec3 dilation, Vec3 firstTap, Vec3 endTap) {

    /** Returns the prefetch for all taps of a convolution. */
    static TapPrefetch of(ConvolutionShape shape, FeatureMapLayout input) {
        return new TapPrefetch(input, shape.dilation(), Vec3.ZERO, shape.kernel());
    }

    /**
     * Prefetches the input of a block.
     *
     * @param positions     input positions of the block's vectors
     * @param precedingRows number of rows, each one dilation step from the next, that directly precede the block
     * @return sum of the elements read; the caller must use it, or the compiler drops the reads
     */
    float prefetch(float[] data, int[] positions, int precedingRows) {
        float sum = 0;
        for (int map = 0; map < input.channels(); map++) {
            for (int z = firstTap.z(); z < endTap.z(); z++) {
                for (int y = firstTap.y(); y < endTap.y(); y++) {
                    int rowsToLastTap = endTap.y() - 1 - y;
                    if (rowsToLastTap == 0 || rowsToLastTap > precedingRows) {
                        sum += Prefetch.scattered(data, positions, map * input.channelStride()
                                + z * dilation.z() * input.planeStride() + y * dilation.y() * input.rowPitch()
                                + firstTap.x() * dilation.x());
                    }
                }
            }
        }
        return sum;
    }
}
