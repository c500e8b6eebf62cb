package org.znn.common.volume.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;
import org.znn.common.volume.codec.Shuffle;

/**
 * Encodes the voxels of a chunk as stored bytes: little-endian elements, shuffled and deflated. A chunk always has its
 * full size; the part beyond the end of the volume is zero.
 */
public final class ChunkEncoder {

    private final ElementType type;
    private final int level;

    /**
     * Creates the encoder of a dataset.
     *
     * @param type  element type of the dataset
     * @param level compression level from 1 (fast) to 9 (small); 0 to disable shuffling and deflating
     */
    public ChunkEncoder(ElementType type, int level) {
        this.type = type;
        this.level = level;
    }

    /** Encodes a chunk, converting its elements to the dataset's type, FLOAT32 or FLOAT64. */
    public byte[] encode(Volume chunk) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(type.bytes(),
                Volume.elements(chunk.channels(), chunk.size()))).order(ByteOrder.LITTLE_ENDIAN);
        if (type == ElementType.FLOAT32 && chunk instanceof FloatVolume floats) {
            bytes.asFloatBuffer().put(floats.data());
        } else if (type == ElementType.FLOAT64 && chunk instanceof DoubleVolume doubles) {
            bytes.asDoubleBuffer().put(doubles.data());
        } else if (type == ElementType.FLOAT32 && chunk instanceof DoubleVolume doubles) {
            for (double value : doubles.data()) {
                bytes.putFloat((float) value);
            }
        } else if (type == ElementType.FLOAT64 && chunk instanceof FloatVolume floats) {
            for (float value : floats.data()) {
                bytes.putDouble(value);
            }
        } else {
            throw new IllegalArgumentException("computed values are stored as FLOAT32 or FLOAT64, not as " + type);
        }
        return encode(bytes.array());
    }

    /** Encodes a chunk given as little-endian elements. */
    public byte[] encode(byte[] littleEndian) {
        return level == 0 ? littleEndian
                : Deflate.compress(Shuffle.apply(littleEndian, type.bytes()), type.bytes(), level);
    }
}
