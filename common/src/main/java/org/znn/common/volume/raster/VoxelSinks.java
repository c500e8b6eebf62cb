package org.znn.common.volume.raster;

import org.znn.common.volume.ElementType;

/** Sinks for the array types that voxels are read into. */
public final class VoxelSinks {

    private VoxelSinks() {
    }

    /** Converts to float32, rounding to nearest if the stored type is wider. */
    public static VoxelSink floats(ElementType type, float[] target) {
        return switch (type) {
            case UINT8 -> (source, position, count, first, stride) -> {
                for (int i = 0; i < count; i++) {
                    target[first + i * stride] = source.get(position + i) & 0xFF;
                }
            };
            case FLOAT32 -> (source, position, count, first, stride) -> {
                for (int i = 0; i < count; i++) {
                    target[first + i * stride] = source.getFloat(position + i * Float.BYTES);
                }
            };
            default -> (source, position, count, first, stride) -> {
                for (int i = 0; i < count; i++) {
                    target[first + i * stride] = (float) type.getDouble(source, position + i * type.bytes());
                }
            };
        };
    }

    /** Converts to float64. */
    public static VoxelSink doubles(ElementType type, double[] target) {
        return (source, position, count, first, stride) -> {
            for (int i = 0; i < count; i++) {
                target[first + i * stride] = type.getDouble(source, position + i * type.bytes());
            }
        };
    }

    /** Converts to int64 without loss; see {@link ElementType#getLong}. */
    public static VoxelSink longs(ElementType type, long[] target) {
        return (source, position, count, first, stride) -> {
            for (int i = 0; i < count; i++) {
                target[first + i * stride] = type.getLong(source, position + i * type.bytes());
            }
        };
    }
}
