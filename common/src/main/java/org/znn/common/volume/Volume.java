package org.znn.common.volume;

import org.znn.common.geometry.Vec3;

/** A dense array {@code [channel][z][y][x]} in memory without padding, of fixed shape and mutable elements. */
public sealed interface Volume permits FloatVolume, DoubleVolume {

    /**
     * Creates a volume of zeros.
     *
     * @throws IllegalArgumentException if the volume has more than 2^31 - 9 elements
     */
    static Volume zeros(Precision precision, int channels, Vec3 size) {
        return switch (precision) {
            case FLOAT32 -> new FloatVolume(channels, size, new float[elements(channels, size)]);
            case FLOAT64 -> new DoubleVolume(channels, size, new double[elements(channels, size)]);
        };
    }

    /**
     * Returns the number of elements of a volume.
     *
     * @throws IllegalArgumentException if the elements do not fit into one Java array
     */
    static int elements(int channels, Vec3 size) {
        long n = channels * size.product();
        if (channels < 0 || n < 0 || n > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    channels + " channels of " + size + " voxels exceed an array of at most 2^31 - 9 elements");
        }
        return (int) n;
    }

    int channels();

    Vec3 size();

    Precision precision();

    double get(int channel, int z, int y, int x);

    void set(int channel, int z, int y, int x, double value);

    /** Returns the element at an index of the flat array. */
    double get(int index);

    void set(int index, double value);

    /** Returns the index of a voxel in the flat array. */
    default int index(int channel, int z, int y, int x) {
        Vec3 s = size();
        return ((channel * s.z() + z) * s.y() + y) * s.x() + x;
    }
}
