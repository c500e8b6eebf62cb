package org.znn.common.volume.hdf5.filter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.codec.Blosc;
import org.znn.common.volume.codec.Fletcher32;
import org.znn.common.volume.codec.Shuffle;
import org.znn.common.volume.codec.Zlib;
import org.znn.common.volume.codec.Zstd;
import org.znn.common.volume.hdf5.metadata.FilterSpec;

/** Decodes stored chunks: reverses the filter pipeline of a dataset. */
public final class ChunkFilters {

    /** Id of the deflate filter. */
    public static final int DEFLATE = 1;
    /** Id of the shuffle filter. */
    public static final int SHUFFLE = 2;
    /** Command that stores a dataset with a filter that every program knows. */
    static final String RECIPE = "h5repack -f GZIP=4 FILE NEW_FILE";

    private static final int FLETCHER32 = 3;
    private static final int SZIP = 4;
    private static final int NBIT = 5;
    private static final int SCALE_OFFSET = 6;
    private static final int BZIP2 = 307;
    private static final int LZF = 32000;
    private static final int BLOSC = 32001;
    private static final int LZ4 = 32004;
    private static final int BITSHUFFLE = 32008;
    private static final int ZFP = 32013;
    private static final int ZSTD = 32015;
    private static final int BLOSC2 = 32026;

    private final List<Decoder> decoders = new ArrayList<>();
    private final int chunkBytes;

    /** Decodes the output of one filter. */
    @FunctionalInterface
    private interface Decoder {
        byte[] decode(byte[] encoded, int maxBytes) throws IOException;
    }

    /**
     * Creates the filters of a dataset.
     *
     * @param filters    filters in the order in which they were applied
     * @param chunkBytes size of a decoded chunk in bytes
     * @throws VolumeException if a filter is not supported
     */
    public ChunkFilters(List<FilterSpec> filters, int chunkBytes) {
        this.chunkBytes = chunkBytes;
        for (FilterSpec filter : filters) {
            decoders.add(decoder(filter, chunkBytes));
        }
    }

    private static Decoder decoder(FilterSpec filter, int chunkBytes) {
        return switch (filter.id()) {
            case DEFLATE -> (encoded, max) -> Zlib.decode(encoded, 0, encoded.length, max);
            case SHUFFLE -> (encoded, max) -> Shuffle.undo(encoded, filter.value(0, 1));
            case FLETCHER32 -> (encoded, max) -> Fletcher32.verify(encoded);
            case SZIP -> new Szip(filter)::decode;
            case NBIT -> {
                NBit nbit = new NBit(filter, chunkBytes);
                yield (encoded, max) -> nbit.decode(encoded);
            }
            case SCALE_OFFSET -> {
                ScaleOffset scaleOffset = new ScaleOffset(filter, chunkBytes);
                yield (encoded, max) -> scaleOffset.decode(encoded);
            }
            case LZF -> Lzf::decode;
            case BLOSC -> (encoded, max) -> Blosc.decode(encoded, 0, encoded.length, max);
            case LZ4 -> Lz4Filter::decode;
            case BITSHUFFLE -> new BitshuffleFilter(filter)::decode;
            case ZSTD -> (encoded, max) -> Zstd.decode(encoded, 0, encoded.length, max);
            default -> throw new VolumeException("the chunks use the filter " + name(filter) + " (id " + filter.id()
                    + "), which is not supported; store the dataset with gzip: " + RECIPE);
        };
    }

    private static String name(FilterSpec filter) {
        return !filter.name().isEmpty() ? filter.name() : switch (filter.id()) {
            case BZIP2 -> "bzip2";
            case ZFP -> "zfp";
            case BLOSC2 -> "blosc2";
            default -> "without a name";
        };
    }

    /**
     * Decodes a chunk.
     *
     * @param stored     encoded chunk
     * @param filterMask mask of skipped filters: bit i is set if filter i was not applied
     * @throws IOException if the chunk is damaged
     */
    public byte[] decode(byte[] stored, int filterMask) throws IOException {
        byte[] bytes = stored;
        // Between two filters, checksums and headers may make a chunk longer than its decoded elements.
        int max = (int) Math.min(Integer.MAX_VALUE - 8L, chunkBytes + chunkBytes / 4L + 4096);
        for (int i = decoders.size() - 1; i >= 0; i--) {
            if ((filterMask >>> i & 1) == 0) {
                bytes = decoders.get(i).decode(bytes, i == 0 ? chunkBytes : max);
            }
        }
        if (bytes.length != chunkBytes) {
            throw new IOException("a chunk has " + bytes.length + " bytes instead of " + chunkBytes
                    + ": the file is damaged");
        }
        return bytes;
    }
}
