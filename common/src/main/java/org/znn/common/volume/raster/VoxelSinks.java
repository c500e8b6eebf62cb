package org.znn.common.volume.raster;

import org.znn.common.volume.ElementType;

/** Sinks for the three kinds of array that voxels are read into. */
public final class VoxelSinks {

    private VoxelSinks() {
    }

    /** Converts to float32, rounding to nearest where the stored type holds more. */
    public static VoxelSink floats(ElementType type, float[] target) {
        return switch (type) {
            case UINT8 -> (source, position, count, at, step) -> {
                for (int i = 0; i < count; i++) {
                    target[at + i * step] = source.get(position + i) & 0xFF;
                }
            };
            case FLOAT32 -> (source, position, count, at, step) -> {
                for (int i = 0; i < count; i++) {
                    target[at + i * step] = source.getFloat(position + i * Float.BYTES);
                }
            };
            default -> (source, position, count, at, step) -> {
                for (int i = 0; i < count; i++) {
                    target[at + i * step] = (float) type.getDouble(source, position + i * type.bytes());
                }
            };
        };
    }

    /** Converts to float64. */
    public static VoxelSink doubles(ElementType type, double[] target) {
        return (source, position, count, at, step) -> {
            for (int i = 0; i < count; i++) {
                target[at + i * step] = type.getDouble(source, position + i * type.bytes());
            }
        };
    }

    /** Keeps whole numbers as they are; see {@link ElementType#getLong}. */
    public static VoxelSink longs(ElementType type, long[] target) {
        return (source, position, count, at, step) -> {
            for (int i = 0; i < count; i++) {
                target[at + i * step] = type.getLong(source, position + i * type.bytes());
            }
        };
    }
}
