package org.znn.common.volume.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Factory;

/** A raw LZ4 block, which states neither its size nor that of its content. */
public final class Lz4 {

    /** Maximum compression ratio: each further byte of a match length adds 255 bytes. */
    private static final long MAX_RATIO = 255;

    private Lz4() {
    }

    /**
     * Decodes a block.
     *
     * @param encoded      array that holds the block
     * @param offset       index of the first byte
     * @param length       number of bytes of the block
     * @param decodedBytes exact size of the result in bytes
     * @throws IOException if the block is damaged or its content has another size
     */
    public static byte[] decode(byte[] encoded, int offset, int length, int decodedBytes) throws IOException {
        if (decodedBytes < 0 || decodedBytes > MAX_RATIO * length) {
            throw damaged(length, decodedBytes, null);
        }
        byte[] plain = new byte[decodedBytes];
        try {
            // The decoder without native or unsafe memory access checks every index.
            int size = LZ4Factory.safeInstance().safeDecompressor().decompress(encoded, offset, length, plain, 0,
                    decodedBytes);
            if (size != decodedBytes) {
                throw damaged(length, decodedBytes, null);
            }
            return plain;
        } catch (RuntimeException e) {
            // The decoder reports a damaged block by its own exception or by an index outside an array.
            throw damaged(length, decodedBytes, e);
        }
    }

    /**
     * Decodes a block that numcodecs encoded: the size of the content as a little-endian int32, and a raw block.
     *
     * @param maxBytes maximum size of the result in bytes
     * @throws IOException if the block is damaged or its content is larger
     */
    public static byte[] decodeSized(byte[] encoded, int maxBytes) throws IOException {
        int size = encoded.length < Integer.BYTES ? -1
                : ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        if (size < 0 || size > maxBytes) {
            throw new IOException("an LZ4 block declares an impossible size: the file is damaged");
        }
        return decode(encoded, Integer.BYTES, encoded.length - Integer.BYTES, size);
    }

    private static IOException damaged(int length, int decodedBytes, Throwable cause) {
        return new IOException("an LZ4 block of " + length + " bytes does not expand to " + decodedBytes
                + " bytes: the file is damaged", cause);
    }
}
