package org.znn.common.volume.n5;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.chunked.ByteCodec;
import org.znn.common.volume.chunked.ChunkSize;
import org.znn.common.volume.chunked.JsonValue;
import org.znn.common.volume.codec.Blosc;
import org.znn.common.volume.codec.Gzip;
import org.znn.common.volume.codec.Lz4;
import org.znn.common.volume.codec.Lz4BlockStream;
import org.znn.common.volume.codec.Zlib;
import org.znn.common.volume.codec.Zstd;

/**
 * The metadata of an array. N5 names the fastest axis first; here the slowest is the first.
 *
 * @param shape number of elements along each axis
 * @param block number of elements of a block along each axis
 * @param type  element type
 * @param codec codec of the elements of a block
 */
record N5Array(int[] shape, int[] block, ElementType type, ByteCodec codec) {

    private static final Map<String, ElementType> TYPES = Map.of("uint8", ElementType.UINT8,
            "uint16", ElementType.UINT16, "uint32", ElementType.UINT32, "uint64", ElementType.UINT64,
            "int8", ElementType.INT8, "int16", ElementType.INT16, "int32", ElementType.INT32,
            "int64", ElementType.INT64, "float32", ElementType.FLOAT32, "float64", ElementType.FLOAT64);
    private static final byte LZ4_BLOCK_MAGIC = 'L';

    /** Whether the attributes of a folder are those of an array. */
    static boolean isArray(JsonValue attributes) {
        return List.of("dimensions", "blockSize", "dataType").stream().allMatch(k -> attributes.find(k).isPresent());
    }

    /**
     * Interprets the attributes of an array.
     *
     * @throws VolumeException if they are invalid or not supported
     */
    static N5Array parse(JsonValue attributes) {
        int[] shape = reversed(attributes.get("dimensions").lengths());
        int[] block = reversed(attributes.get("blockSize").lengths());
        if (block.length != shape.length) {
            throw attributes.get("blockSize").invalid("a list of " + shape.length + " lengths, as dimensions is");
        }
        ElementType type = TYPES.get(attributes.get("dataType").text());
        if (type == null) {
            throw attributes.get("dataType").invalid("an integer of 8 to 64 bits, float32 or float64, as a volume has");
        }
        ChunkSize.bytes(block, type);
        return new N5Array(shape, block, type, codec(attributes));
    }

    private static ByteCodec codec(JsonValue attributes) {
        Optional<JsonValue> compression = attributes.find("compression");
        // Version 1 of the format had a text of another name.
        JsonValue name = compression.isPresent() ? compression.get().get("type") : attributes.get("compressionType");
        boolean isZlib = compression.flatMap(c -> c.find("useZlib")).filter(z -> z.node().asBoolean()).isPresent();
        return switch (name.text()) {
            case "raw" -> (encoded, max) -> encoded;
            case "gzip" -> isZlib ? (encoded, max) -> Zlib.decode(encoded, 0, encoded.length, max)
                    : (encoded, max) -> Gzip.decode(encoded, 0, encoded.length, max);
            case "zstd" -> (encoded, max) -> Zstd.decode(encoded, 0, encoded.length, max);
            case "blosc" -> (encoded, max) -> Blosc.decode(encoded, 0, encoded.length, max);
            // Python's writer uses the block of numcodecs, whose first byte is the low one of a size.
            case "lz4" -> (encoded, max) -> encoded.length > 0 && encoded[0] == LZ4_BLOCK_MAGIC
                    ? Lz4BlockStream.decode(encoded, 0, encoded.length, max) : Lz4.decodeSized(encoded, max);
            default -> throw new VolumeException(name.where() + "the compression '" + name.text() + "' is not"
                    + " supported; copy the array to one with gzip, zstd, blosc, lz4 or raw, for instance with n5-copy"
                    + " or zarr.copy in Python");
        };
    }

    /** Reverses the order of axes. */
    static int[] reversed(int[] axes) {
        return IntStream.range(0, axes.length).map(d -> axes[axes.length - 1 - d]).toArray();
    }
}
