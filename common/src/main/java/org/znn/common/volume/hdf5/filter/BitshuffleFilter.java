package org.znn.common.volume.hdf5.filter;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.codec.Bitshuffle;
import org.znn.common.volume.codec.Lz4;
import org.znn.common.volume.codec.Zstd;
import org.znn.common.volume.hdf5.metadata.FilterSpec;

/**
 * The bitshuffle filter (id 32008). Its parameters are two version numbers, the size of an element, the elements of a
 * block (0: default) and the codec: none, LZ4 or Zstandard. With a codec, a chunk holds as big-endian integers the size
 * of its content (64 bits) and of a block (32 bits) in bytes and, before each block, its encoded size; fewer than eight
 * elements at the end are stored as they are.
 */
final class BitshuffleFilter {

    private static final int LZ4 = 2;
    private static final int ZSTD = 3;
    private static final int HEADER = 12;
    private static final int GROUP = 8;
    private static final int MAX_ELEMENT_BYTES = 1 << 16;

    private final int elementBytes;
    private final int blockElements;
    private final int codec;

    BitshuffleFilter(FilterSpec spec) {
        elementBytes = spec.value(2, 0);
        codec = spec.value(4, 0);
        if (elementBytes < 1 || elementBytes > MAX_ELEMENT_BYTES || codec != 0 && codec != LZ4 && codec != ZSTD) {
            throw new VolumeException("the chunks use bitshuffle with elements of " + elementBytes
                    + " bytes and the codec " + codec + ", which is not supported; store them with gzip: "
                    + ChunkFilters.RECIPE);
        }
        int stated = spec.value(3, 0);
        blockElements = stated == 0 ? Bitshuffle.defaultBlockElements(elementBytes) : stated;
    }

    byte[] decode(byte[] encoded, int maxBytes) throws IOException {
        return codec == 0 ? Bitshuffle.undo(encoded, elementBytes, blockElements) : decompress(encoded, maxBytes);
    }

    private byte[] decompress(byte[] encoded, int maxBytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        long content = encoded.length < HEADER ? -1 : in.getLong();
        int blockBytes = encoded.length < HEADER ? -1 : in.getInt();
        int group = GROUP * elementBytes;
        if (content < 0 || content > maxBytes || blockBytes < group || blockBytes % group != 0) {
            throw damaged();
        }
        byte[] plain = new byte[(int) content];
        int at = 0;
        while (plain.length - at >= group) {
            int count = Math.min(blockBytes, (plain.length - at) / group * group);
            int bytes = in.remaining() < Integer.BYTES ? -1 : in.getInt();
            if (bytes < 0 || bytes > in.remaining()) {
                throw damaged();
            }
            byte[] block = codec == LZ4 ? Lz4.decode(encoded, in.position(), bytes, count)
                    : Zstd.decode(encoded, in.position(), bytes, count);
            if (block.length != count) {
                throw damaged();
            }
            in.position(in.position() + bytes);
            System.arraycopy(Bitshuffle.undo(block, elementBytes, count / elementBytes), 0, plain, at, count);
            at += count;
        }
        if (in.remaining() < plain.length - at) {
            throw damaged();
        }
        in.get(plain, at, plain.length - at);
        return plain;
    }

    private static IOException damaged() {
        return new IOException("a bitshuffled chunk is damaged");
    }
}
