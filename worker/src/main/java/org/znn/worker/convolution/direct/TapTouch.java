package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.MapsLayout;

/**
 * Reads a number of each cache line that the next run of a direct convolution will need, so that it is in the cache in
 * time. Rows that a run some rows before has touched are left out.
 *
 * @param in       what is read
 * @param dilation of the kernel
 * @param first    first tap (z, y, x) from a voxel that is computed; may lie to its left
 * @param end      past the last one
 */
record TapTouch(MapsLayout in, Vec3 dilation, Vec3 first, Vec3 end) {

    /** For all taps of a convolution. */
    static TapTouch of(ConvolutionShape shape, MapsLayout in) {
        return new TapTouch(in, shape.dilation(), Vec3.ZERO, shape.kernel());
    }

    /**
     * Touches them; the sum must be kept, else nothing is read.
     *
     * @param positions  of the run's vectors
     * @param rowsBefore rows, each as far from the next as the kernel's, that have been computed just before
     */
    float lines(float[] data, int[] positions, int rowsBefore) {
        float sum = 0;
        for (int map = 0; map < in.channels(); map++) {
            for (int z = first.z(); z < end.z(); z++) {
                for (int y = first.y(); y < end.y(); y++) {
                    int rowsToLast = end.y() - 1 - y;
                    if (rowsToLast == 0 || rowsToLast > rowsBefore) {
                        sum += Touch.lines(data, positions, map * in.channelStride()
                                + z * dilation.z() * in.planeStride() + y * dilation.y() * in.rowPitch()
                                + first.x() * dilation.x());
                    }
                }
            }
        }
        return sum;
    }
}
