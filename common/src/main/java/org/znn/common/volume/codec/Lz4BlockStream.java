package org.znn.common.volume.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The stream of LZ4 blocks of the library lz4-java. Each block has a header of 21 bytes: {@code LZ4Block}, a byte with
 * the method, and as little-endian int32 the encoded size, the size of the content, and a checksum of the content. A
 * block without content ends the stream.
 */
public final class Lz4BlockStream {

    private static final long MAGIC = ByteBuffer.wrap("LZ4Block".getBytes(StandardCharsets.US_ASCII)).getLong();
    private static final int HEADER = 21;
    private static final int METHOD_MASK = 0xF0;
    private static final int COPIED = 0x10;
    private static final int LZ4 = 0x20;
    private static final int SEED = 0x9747b28c;
    /** The library stores only the low 28 bits of the checksum. */
    private static final int SUM_MASK = 0x0FFF_FFFF;

    private Lz4BlockStream() {
    }

    /**
     * Decodes a stream. Ignores bytes after it.
     *
     * @param encoded  array that holds the stream
     * @param offset   index of the first byte
     * @param length   number of bytes of the stream
     * @param maxBytes maximum size of the result in bytes
     * @throws IOException if the stream is damaged or holds more than {@code maxBytes}
     */
    public static byte[] decode(byte[] encoded, int offset, int length, int maxBytes) throws IOException {
        ByteBuffer stream = ByteBuffer.wrap(encoded, offset, length).slice();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            if (at > length - HEADER || stream.order(ByteOrder.BIG_ENDIAN).getLong(at) != MAGIC) {
                throw new IOException("a chunk is not a stream of the blocks LZ4Block: the file is damaged");
            }
            stream.order(ByteOrder.LITTLE_ENDIAN);
            int method = stream.get(at + 8) & METHOD_MASK;
            int bytes = stream.getInt(at + 9);
            int plainBytes = stream.getInt(at + 13);
            int sum = stream.getInt(at + 17);
            at += HEADER;
            if (plainBytes == 0) {
                return content.toByteArray();
            }
            if (bytes < 0 || bytes > length - at || plainBytes < 0 || plainBytes > maxBytes - content.size()) {
                throw new IOException("an LZ4 block has an impossible size: the file is damaged");
            }
            content.writeBytes(block(encoded, offset + at, bytes, method, plainBytes, sum));
            at += bytes;
        }
    }

    private static byte[] block(byte[] encoded, int start, int bytes, int method, int plainBytes, int sum)
            throws IOException {
        byte[] plain = switch (method) {
            case COPIED -> Arrays.copyOfRange(encoded, start, start + bytes);
            case LZ4 -> Lz4.decode(encoded, start, bytes, plainBytes);
            default -> throw new IOException("an LZ4 block uses an unknown method: the file is damaged");
        };
        if (plain.length != plainBytes
                || (XXHashFactory.safeInstance().hash32().hash(plain, 0, plainBytes, SEED) & SUM_MASK) != sum) {
            throw new IOException("the checksum of an LZ4 block does not match its contents: the file is damaged");
        }
        return plain;
    }
}
