package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * Reads a number of each cache line that the next run of a direct convolution will need, so that it is in the cache in
 * time. Input rows that a run some output rows before has touched are left out.
 */
record TapTouch(ConvolutionShape shape, int[] offsets) {

    /**
     * Touches them; the sum must be kept, else nothing is read.
     *
     * @param positions  of the run's vectors in the input
     * @param rowsBefore output rows of the same section that have been computed just before
     */
    float lines(float[] in, int[] positions, int rowsBefore) {
        Vec3 kernel = shape.kernel();
        float sum = 0;
        for (int t = 0; t < offsets.length; t += kernel.x() * kernel.y()) {
            for (int y = 0; y < kernel.y(); y++) {
                int rowsToLast = (kernel.y() - 1 - y) * shape.dilation().y();
                if (rowsToLast == 0 || rowsToLast > rowsBefore) {
                    sum += Touch.lines(in, positions, offsets[t + y * kernel.x()]);
                }
            }
        }
        return sum;
    }
}
