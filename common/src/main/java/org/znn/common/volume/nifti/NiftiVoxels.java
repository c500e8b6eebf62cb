package org.znn.common.volume.nifti;

import java.nio.ByteBuffer;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.raster.VoxelSink;

/**
 * The stored elements of a voxel.
 *
 * @param type    type of an element
 * @param samples number of elements: 3 or 4 for colours, otherwise 1
 */
record NiftiVoxels(ElementType type, int samples) {

    /** Returns the elements of a datatype code (NIfTI-1, field {@code datatype}). */
    static NiftiVoxels of(int datatype) {
        return switch (datatype) {
            case 2 -> new NiftiVoxels(ElementType.UINT8, 1);
            case 4 -> new NiftiVoxels(ElementType.INT16, 1);
            case 8 -> new NiftiVoxels(ElementType.INT32, 1);
            case 16 -> new NiftiVoxels(ElementType.FLOAT32, 1);
            case 64 -> new NiftiVoxels(ElementType.FLOAT64, 1);
            case 128 -> new NiftiVoxels(ElementType.UINT8, 3);
            case 256 -> new NiftiVoxels(ElementType.INT8, 1);
            case 512 -> new NiftiVoxels(ElementType.UINT16, 1);
            case 768 -> new NiftiVoxels(ElementType.UINT32, 1);
            case 1024 -> new NiftiVoxels(ElementType.INT64, 1);
            case 1280 -> new NiftiVoxels(ElementType.UINT64, 1);
            case 2304 -> new NiftiVoxels(ElementType.UINT8, 4);
            default -> throw new VolumeException("voxels of " + name(datatype) + " (datatype "
                    + (datatype & 0xFFFF) + ") are not supported; store integers or floating-point numbers of 32 or 64"
                    + " bits");
        };
    }

    private static String name(int datatype) {
        return switch (datatype) {
            case 1 -> "one bit";
            case 32, 1792, 2048 -> "complex numbers";
            case 1536 -> "float128";
            default -> "an unknown type";
        };
    }

    /** Returns a sink that scales stored elements and passes them on as float64. */
    VoxelSink scaled(double slope, double intercept, VoxelSink sink) {
        return (source, position, count, target, stride) -> {
            ByteBuffer scaled = ByteBuffer.allocate(Math.multiplyExact(count, Double.BYTES));
            for (int i = 0; i < count; i++) {
                double stored = type.getDouble(source, position + i * type.bytes());
                scaled.putDouble(i * Double.BYTES, stored * slope + intercept);
            }
            sink.put(scaled, 0, count, target, stride);
        };
    }
}
