package org.znn.common.volume.hdf5.filter;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.znn.common.volume.codec.Lz4;

/**
 * The LZ4 filter (id 32004): as big-endian integers, the size of the content (64 bits) and of a block (32 bits) and,
 * before each block, its encoded size, which is that of the block if it is stored as it is.
 */
final class Lz4Filter {

    private static final int HEADER = 12;

    private Lz4Filter() {
    }

    static byte[] decode(byte[] encoded, int maxBytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        if (encoded.length < HEADER) {
            throw damaged();
        }
        long content = in.getLong();
        int block = in.getInt();
        if (content < 0 || content > maxBytes || block < 1) {
            throw damaged();
        }
        byte[] plain = new byte[(int) content];
        for (int at = 0; at < plain.length; at += block) {
            int count = Math.min(block, plain.length - at);
            int bytes = in.remaining() < Integer.BYTES ? -1 : in.getInt();
            if (bytes < 0 || bytes > in.remaining()) {
                throw damaged();
            }
            if (bytes == count) {
                in.get(plain, at, count);
            } else {
                System.arraycopy(Lz4.decode(encoded, in.position(), bytes, count), 0, plain, at, count);
                in.position(in.position() + bytes);
            }
            if (at > plain.length - block) {
                break;
            }
        }
        return plain;
    }

    private static IOException damaged() {
        return new IOException("a chunk of the LZ4 filter is damaged");
    }
}
