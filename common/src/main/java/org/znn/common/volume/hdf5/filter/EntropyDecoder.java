package org.znn.common.volume.hdf5.filter;

import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes the adaptive entropy code of the standard CCSDS 121.0-B, "Lossless Data Compression". Samples come in blocks,
 * each coded by one of several options. Several blocks form a segment; with prediction, its first sample is stored
 * unchanged.
 */
final class EntropyDecoder {

    /** Number of zero blocks that stands for the rest of a part of 64 blocks. */
    private static final int REST_OF_SEGMENT = 5;
    private static final int PART = 64;
    private static final int MAX_PAIR = 1 << 20;

    private final BitStream in;
    private final int bits;
    private final int idBits;
    private final int segmentBlocks;
    private final boolean isPredicted;
    private final long max;
    private final long[] block;
    /** Next sample of the block; the length of the block at its end. */
    private int next;
    private int blockOfSegment;
    private int zeroBlocks;
    private long previous;

    /**
     * Creates a decoder.
     *
     * @param bits          bits of a sample, 1 to 24
     * @param blockSamples  samples of a block
     * @param segmentBlocks blocks of a segment
     * @param isPredicted   whether samples are differences from the one before
     */
    EntropyDecoder(BitStream in, int bits, int blockSamples, int segmentBlocks, boolean isPredicted) {
        this.in = in;
        this.bits = bits;
        this.segmentBlocks = segmentBlocks;
        this.isPredicted = isPredicted;
        idBits = bits > 16 ? 5 : bits > 8 ? 4 : 3;
        max = (1L << bits) - 1;
        block = new long[blockSamples];
        next = blockSamples;
        blockOfSegment = segmentBlocks;
    }

    /** Returns the next sample, an unsigned integer of the given number of bits. */
    long next() throws IOException {
        if (next == block.length) {
            readBlock();
            next = 0;
        }
        return block[next++];
    }

    private void readBlock() throws IOException {
        if (blockOfSegment == segmentBlocks) {
            blockOfSegment = 0;
        }
        boolean hasReference = isPredicted && blockOfSegment == 0;
        if (zeroBlocks > 0) {
            zeroBlocks--;
            Arrays.fill(block, 0);
        } else {
            readOption(hasReference ? 1 : 0);
            requireRange();
        }
        blockOfSegment++;
        if (isPredicted) {
            undoPrediction(hasReference ? 1 : 0);
        }
    }

    /** Reads the samples of a block from {@code first} on, the reference sample before them. */
    private void readOption(int first) throws IOException {
        int option = (int) in.bits(idBits);
        if (option == (1 << idBits) - 1) {
            for (int i = 0; i < block.length; i++) {
                block[i] = in.bits(bits);
            }
        } else if (option == 0) {
            boolean isPaired = in.bits(1) == 1;
            readReference(first);
            if (isPaired) {
                readPairs(first);
            } else {
                readZeros(first);
            }
        } else {
            readReference(first);
            readSplit(first, option - 1);
        }
    }

    private void requireRange() throws IOException {
        for (long sample : block) {
            if (sample > max) {
                throw damaged();
            }
        }
    }

    private void readReference(int first) throws IOException {
        if (first == 1) {
            block[0] = in.bits(bits);
        }
    }

    private void readZeros(int first) throws IOException {
        int blocks = in.zeros() + 1;
        if (blocks == REST_OF_SEGMENT) {
            blocks = Math.min(segmentBlocks - blockOfSegment, PART - blockOfSegment % PART);
        } else if (blocks > REST_OF_SEGMENT) {
            blocks--;
        }
        if (blocks > segmentBlocks - blockOfSegment) {
            throw damaged();
        }
        zeroBlocks = blocks - 1;
        Arrays.fill(block, first, block.length, 0);
    }

    /** Reads pairs (a, b) as the number (a + b)(a + b + 1)/2 + b. */
    private void readPairs(int first) throws IOException {
        for (int i = 0; i < block.length; i += 2) {
            int pair = in.zeros();
            if (pair > MAX_PAIR) {
                throw damaged();
            }
            int sum = (int) ((Math.sqrt(8.0 * pair + 1) - 1) / 2);
            int second = pair - sum * (sum + 1) / 2;
            if (i >= first) {
                block[i] = sum - second;
            }
            block[i + 1] = second;
        }
    }

    /** Reads the high parts of all samples, then their {@code low} low bits. */
    private void readSplit(int first, int low) throws IOException {
        for (int i = first; i < block.length; i++) {
            block[i] = (long) in.zeros() << low;
        }
        for (int i = first; i < block.length; i++) {
            block[i] |= in.bits(low);
        }
    }

    /** Undoes the mapping of differences to unsigned integers, which keeps the samples within their range. */
    private void undoPrediction(int first) {
        if (first == 1) {
            previous = block[0];
        }
        for (int i = first; i < block.length; i++) {
            long mapped = block[i];
            long reach = Math.min(previous, max - previous);
            if (mapped <= 2 * reach) {
                previous += mapped % 2 == 0 ? mapped / 2 : -(mapped + 1) / 2;
            } else {
                previous = previous <= max / 2 ? mapped : max - mapped;
            }
            block[i] = previous;
        }
    }

    private static IOException damaged() {
        return new IOException("an szip chunk is damaged");
    }
}
