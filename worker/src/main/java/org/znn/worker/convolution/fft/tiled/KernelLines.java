package org.znn.worker.convolution.fft.tiled;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;

/**
 * The kernels from one input channel to a block of output channels, and from the next. Tap q lies at −q, modulo the
 * tile's size: the spectrum is the conjugate, as a correlation needs it.
 */
final class KernelLines implements LineSource {

    private static final int LANES = LineTransform.LANES;
    private static final int ELEMENT = LineTransform.ELEMENT;

    private final Kernels kernels;
    private final Vec3 size;
    private final int[] first;
    private final int[] second;

    /**
     * The kernels.
     *
     * @param size   of the tile
     * @param first  where the values of each lane's kernel begin; none for the lanes that are missing
     * @param second those of the second
     */
    KernelLines(Kernels kernels, Vec3 size, int[] first, int[] second) {
        this.kernels = kernels;
        this.size = size;
        this.first = first;
        this.second = second;
    }

    /**
     * Kernels, one after the other, (z, y, x).
     *
     * @param values of all of them
     * @param size   taps (z, y, x)
     * @param turned whether the last value of a kernel is tap 0, and the first one the last
     * @param scale  that all are multiplied by
     */
    record Kernels(double[] values, Vec3 size, boolean turned, double scale) {

        int index(int z, int y, int x) {
            int index = (z * size.y() + y) * size.x() + x;
            return turned ? (int) size.product() - 1 - index : index;
        }
    }

    @Override
    public boolean hasPlane(int z) {
        return tap(z, size.z()) < kernels.size().z();
    }

    private static int tap(int at, int length) {
        return at == 0 ? 0 : length - at;
    }

    @Override
    public boolean line(int z, int y, float[] to, int at) {
        int qz = tap(z, size.z());
        int qy = tap(y, size.y());
        if (qy >= kernels.size().y()) {
            return false;
        }
        Arrays.fill(to, at, at + size.x() * ELEMENT, 0);
        for (int qx = 0; qx < kernels.size().x(); qx++) {
            int element = at + tap(qx, size.x()) * ELEMENT;
            int index = kernels.index(qz, qy, qx);
            fill(first, index, to, element);
            fill(second, index, to, element + LANES);
        }
        return true;
    }

    private void fill(int[] lanes, int index, float[] to, int at) {
        for (int lane = 0; lane < lanes.length; lane++) {
            to[at + lane] = (float) (kernels.scale() * kernels.values()[lanes[lane] + index]);
        }
    }
}
