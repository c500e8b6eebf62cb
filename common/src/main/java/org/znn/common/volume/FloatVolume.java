package org.znn.common.volume;

import org.znn.common.geometry.Vec3;

/**
 * A {@link Volume} of float32 elements.
 *
 * @param channels number of channels
 * @param size     voxels along (z, y, x)
 * @param data     elements as {@code [channel][z][y][x]}, flattened
 */
public record FloatVolume(int channels, Vec3 size, float[] data) implements Volume {

    public FloatVolume {
        if (data.length != Volume.elements(channels, size)) {
            throw new IllegalArgumentException(channels + " x " + size + " voxels in an array of " + data.length
                    + " elements");
        }
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public double get(int channel, int z, int y, int x) {
        return data[index(channel, z, y, x)];
    }

    @Override
    public void set(int channel, int z, int y, int x, double value) {
        data[index(channel, z, y, x)] = (float) value;
    }

    @Override
    public double get(int index) {
        return data[index];
    }

    @Override
    public void set(int index, double value) {
        data[index] = (float) value;
    }
}
