package org.znn.common.volume;

import org.znn.common.geometry.Vec3;

/** A dense array (channel, z, y, x) in memory, x fastest, without padding. Its shape is fixed, its values are not. */
public sealed interface Volume permits FloatVolume, DoubleVolume {

    /** A new volume of zeros. Throws {@link IllegalArgumentException} above 2^31 - 9 elements. */
    static Volume zeros(Precision precision, int channels, Vec3 size) {
        return switch (precision) {
            case FLOAT32 -> new FloatVolume(channels, size, new float[elements(channels, size)]);
            case FLOAT64 -> new DoubleVolume(channels, size, new double[elements(channels, size)]);
        };
    }

    /** channels·z·y·x where one Java array holds it; throws {@link IllegalArgumentException} where not. */
    static int elements(int channels, Vec3 size) {
        long n = channels * size.product();
        if (channels < 0 || n < 0 || n > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    channels + " channels of " + size + " voxels do not fit one array of at most 2^31 - 9 numbers");
        }
        return (int) n;
    }

    int channels();

    Vec3 size();

    Precision precision();

    double get(int channel, int z, int y, int x);

    void set(int channel, int z, int y, int x, double value);

    /** The value at a position of the flat array. */
    double get(int index);

    void set(int index, double value);

    /** Position of a voxel in the flat array. */
    default int index(int channel, int z, int y, int x) {
        Vec3 s = size();
        return ((channel * s.z() + z) * s.y() + y) * s.x() + x;
    }
}
