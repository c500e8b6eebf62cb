package org.znn.common.volume.hdf5.filter;

import java.io.IOException;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.codec.Shuffle;
import org.znn.common.volume.hdf5.metadata.FilterSpec;

/**
 * The szip filter: a chunk holds its size (32 bits, little-endian) and samples in the adaptive entropy code of CCSDS
 * 121.0-B. Numbers of 32 and 64 bits are coded byte by byte: all first bytes, all second bytes, and so on.
 */
final class Szip {

    private static final int BIG_ENDIAN = 16;
    private static final int NEAREST_NEIGHBOUR = 32;
    private static final int MAX_BLOCK = 32;
    private static final int MAX_BLOCKS = 4096;

    private final boolean isBigEndian;
    private final boolean isPredicted;
    private final int block;
    private final int bits;
    private final int line;

    /**
     * Creates the filter of a dataset.
     *
     * @throws VolumeException if the parameters are impossible
     */
    Szip(FilterSpec spec) {
        int mask = spec.value(0, 0);
        isBigEndian = (mask & BIG_ENDIAN) != 0;
        isPredicted = (mask & NEAREST_NEIGHBOUR) != 0;
        block = spec.value(1, 0);
        bits = spec.value(2, 0);
        line = spec.value(3, 0);
        boolean hasWidth = bits >= 1 && bits <= 24 || bits == 32 || bits == 64;
        if (!hasWidth || block < 2 || block > MAX_BLOCK || block % 2 != 0 || line < 1 || line > MAX_BLOCKS * block) {
            throw new VolumeException("the chunks use the filter szip with the impossible parameters "
                    + spec.valuesText() + ": the file is damaged");
        }
    }

    byte[] decode(byte[] encoded, int maxBytes) throws IOException {
        int header = Integer.BYTES;
        if (encoded.length < header) {
            throw new IOException("an szip chunk is damaged: it has only " + encoded.length + " bytes");
        }
        long size = (encoded[0] & 0xFFL) | (encoded[1] & 0xFFL) << 8 | (encoded[2] & 0xFFL) << 16
                | (encoded[3] & 0xFFL) << 24;
        if (size > maxBytes) {
            throw new IOException("an szip chunk is damaged: it declares " + size + " bytes");
        }
        boolean isInterleaved = bits > 24;
        int sampleBits = isInterleaved ? Byte.SIZE : bits;
        int sampleBytes = sampleBits > 16 ? 4 : sampleBits > 8 ? 2 : 1;
        int samples = (int) size / sampleBytes;
        EntropyDecoder decoder = new EntropyDecoder(new BitStream(encoded, header), sampleBits, block,
                (line + block - 1) / block, isPredicted);
        PackedNumbers plain = new PackedNumbers(samples, sampleBytes, isBigEndian);
        int paddedLine = (line + block - 1) / block * block;
        for (int i = 0; i < samples;) {
            // A line is padded to whole blocks.
            int count = Math.min(line, samples - i);
            for (int k = 0; k < paddedLine && (k < count || i + count < samples); k++) {
                long value = decoder.next();
                if (k < count) {
                    plain.put(i + k, value);
                }
            }
            i += count;
        }
        return isInterleaved ? Shuffle.undo(plain.toBytes(), bits / Byte.SIZE)
                : plain.toBytes();
    }
}
