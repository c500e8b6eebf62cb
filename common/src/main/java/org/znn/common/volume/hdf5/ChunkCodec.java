package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;

/**
 * Turns the voxels of a chunk into the bytes that are stored, and back: little-endian numbers, shuffled, deflated. A
 * chunk is always whole; beyond the end of the volume it holds zeros.
 */
public final class ChunkCodec {

    private final ElementType type;
    private final int level;

    /**
     * For one dataset.
     *
     * @param level 1 (fast) to 9 (small), or 0: neither shuffled nor deflated
     */
    public ChunkCodec(ElementType type, int level) {
        this.type = type;
        this.level = level;
    }

    /** The stored bytes of a chunk, whose numbers are converted to the dataset's FLOAT32 or FLOAT64. */
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
            throw new IllegalArgumentException("computed numbers are stored as FLOAT32 or FLOAT64, not as " + type);
        }
        return encode(bytes.array());
    }

    /** The stored bytes of a chunk whose numbers are given as little-endian bytes. */
    public byte[] encode(byte[] littleEndian) {
        return level == 0 ? littleEndian
                : Deflate.compress(Shuffle.apply(littleEndian, type.bytes()), type.bytes(), level);
    }

    /**
     * The little-endian numbers of a stored chunk.
     *
     * @param plainBytes how many bytes they are
     * @throws IOException where the stored bytes are not those of such a chunk
     */
    public byte[] decode(byte[] stored, int plainBytes) throws IOException {
        return level == 0 ? stored : Shuffle.undo(Deflate.expand(stored, plainBytes), type.bytes());
    }
}
