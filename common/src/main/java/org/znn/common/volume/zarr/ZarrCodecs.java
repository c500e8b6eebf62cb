package org.znn.common.volume.zarr;

import org.znn.common.volume.VolumeException;
import org.znn.common.volume.chunked.ByteCodec;
import org.znn.common.volume.chunked.JsonValue;
import org.znn.common.volume.codec.Blosc;
import org.znn.common.volume.codec.Crc32c;
import org.znn.common.volume.codec.Fletcher32;
import org.znn.common.volume.codec.Gzip;
import org.znn.common.volume.codec.Lz4;
import org.znn.common.volume.codec.Shuffle;
import org.znn.common.volume.codec.Zlib;
import org.znn.common.volume.codec.Zstd;

/** The codecs of bytes: compressors and filters of numcodecs, and codecs of version 3. */
final class ZarrCodecs {

    private static final String NUMCODECS = "numcodecs.";
    private static final int DEFAULT_SHUFFLED_BYTES = 4;
    private static final int MAX_SHUFFLED_BYTES = 1 << 16;

    private ZarrCodecs() {
    }

    /**
     * Returns a codec.
     *
     * @param name          name of the codec, with or without the prefix {@code numcodecs.}
     * @param configuration its settings
     * @throws VolumeException if the codec is not supported
     */
    static ByteCodec of(String name, JsonValue configuration) {
        String id = name.startsWith(NUMCODECS) ? name.substring(NUMCODECS.length()) : name;
        return switch (id) {
            case "zlib" -> (encoded, max) -> Zlib.decode(encoded, 0, encoded.length, max);
            case "gzip" -> (encoded, max) -> Gzip.decode(encoded, 0, encoded.length, max);
            case "zstd" -> (encoded, max) -> Zstd.decode(encoded, 0, encoded.length, max);
            case "blosc" -> (encoded, max) -> Blosc.decode(encoded, 0, encoded.length, max);
            case "lz4" -> Lz4::decodeSized;
            case "crc32c" -> (encoded, max) -> Crc32c.verify(encoded);
            case "fletcher32" -> (encoded, max) -> Fletcher32.verify(encoded);
            case "shuffle" -> {
                int elementBytes = configuration.find("elementsize")
                        .map(e -> Math.max(1, e.integer(0, MAX_SHUFFLED_BYTES))).orElse(DEFAULT_SHUFFLED_BYTES);
                yield (encoded, max) -> Shuffle.undo(encoded, elementBytes);
            }
            default -> throw new VolumeException(configuration.where() + "the codec '" + name + "' is not supported;"
                    + " supported are zlib, gzip, zstd, blosc, lz4, shuffle, fletcher32 and crc32c: copy the array in"
                    + " Python with zarr.copy(array, group, name=\"copy\", compressor=numcodecs.Zstd(), filters=None)");
        };
    }
}
