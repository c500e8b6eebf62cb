package org.znn.common.volume.codec;

import java.io.IOException;

/**
 * The bitshuffle filter. Elements are cut into blocks; the last block is shortened to a multiple of eight elements, and
 * the fewer than eight elements that remain, and trailing bytes of an incomplete element, are stored as they are. A
 * block of n elements of s bytes is stored as 8·s rows of n/8 bytes: row 8·b + k holds bit k of byte b of every
 * element, element 8·i + j in bit j of byte i of the row.
 */
public final class Bitshuffle {

    private static final int GROUP = 8;
    private static final int DEFAULT_BLOCK_BYTES = 8192;
    private static final int MIN_BLOCK = 128;

    private Bitshuffle() {
    }

    /** Returns the number of elements of a block where a file does not state it. */
    public static int defaultBlockElements(int elementBytes) {
        return Math.max(MIN_BLOCK, DEFAULT_BLOCK_BYTES / elementBytes / GROUP * GROUP);
    }

    /**
     * Restores the order of the bits.
     *
     * @param data          shuffled elements
     * @param elementBytes  size of an element in bytes
     * @param blockElements number of elements of a block, a multiple of 8
     * @throws IOException if the sizes are impossible
     */
    public static byte[] undo(byte[] data, int elementBytes, int blockElements) throws IOException {
        if (elementBytes < 1 || blockElements < GROUP || blockElements % GROUP != 0) {
            throw new IOException("bitshuffled blocks of " + blockElements + " elements of " + elementBytes
                    + " bytes: the file is damaged");
        }
        byte[] plain = data.clone();
        int elements = data.length / elementBytes;
        for (long start = 0; start < elements; start += blockElements) {
            int count = (int) Math.min(blockElements, elements - start) / GROUP * GROUP;
            undoBlock(data, plain, (int) start * elementBytes, count, elementBytes);
        }
        return plain;
    }

    private static void undoBlock(byte[] data, byte[] plain, int start, int count, int elementBytes) {
        int row = count / GROUP;
        for (int b = 0; b < elementBytes; b++) {
            int rows = start + b * GROUP * row;
            for (int i = 0; i < row; i++) {
                long bits = 0;
                for (int k = 0; k < GROUP; k++) {
                    bits |= (data[rows + k * row + i] & 0xFFL) << k * Byte.SIZE;
                }
                bits = transpose(bits);
                int to = start + i * GROUP * elementBytes + b;
                for (int j = 0; j < GROUP; j++) {
                    plain[to + j * elementBytes] = (byte) (bits >>> j * Byte.SIZE);
                }
            }
        }
    }

    /** Transposes a matrix of 8 x 8 bits, byte k holding row k: swaps blocks of 1, then 2, then 4 bits across. */
    private static long transpose(long bits) {
        long x = bits;
        long swapped = (x ^ x >>> 7) & 0x00AA00AA00AA00AAL;
        x ^= swapped ^ swapped << 7;
        swapped = (x ^ x >>> 14) & 0x0000CCCC0000CCCCL;
        x ^= swapped ^ swapped << 14;
        swapped = (x ^ x >>> 28) & 0x00000000F0F0F0F0L;
        return x ^ swapped ^ swapped << 28;
    }
}
