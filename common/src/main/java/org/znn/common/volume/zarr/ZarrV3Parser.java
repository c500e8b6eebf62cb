package org.znn.common.volume.zarr;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.chunked.ChunkSize;
import org.znn.common.volume.chunked.CodecChain;
import org.znn.common.volume.chunked.JsonValue;

/** Interprets {@code zarr.json}, the metadata of an array in version 3 of the format. */
final class ZarrV3Parser {

    private static final Set<String> KEYS = Set.of("zarr_format", "node_type", "shape", "data_type", "chunk_grid",
            "chunk_key_encoding", "fill_value", "codecs", "attributes", "storage_transformers", "dimension_names",
            "consolidated_metadata");
    private static final Map<String, ElementType> TYPES = Map.ofEntries(Map.entry("bool", ElementType.UINT8),
            Map.entry("int8", ElementType.INT8), Map.entry("int16", ElementType.INT16),
            Map.entry("int32", ElementType.INT32), Map.entry("int64", ElementType.INT64),
            Map.entry("uint8", ElementType.UINT8), Map.entry("uint16", ElementType.UINT16),
            Map.entry("uint32", ElementType.UINT32), Map.entry("uint64", ElementType.UINT64),
            Map.entry("float16", ElementType.FLOAT16), Map.entry("float32", ElementType.FLOAT32),
            Map.entry("float64", ElementType.FLOAT64));

    private ZarrV3Parser() {
    }

    /**
     * Interprets the metadata of an array.
     *
     * @throws VolumeException if it is invalid or not supported
     */
    static ZarrArray parse(JsonValue metadata) {
        requireUnderstood(metadata);
        int[] shape = metadata.get("shape").lengths();
        JsonValue typeName = metadata.get("data_type");
        ElementType type = typeName.node().isTextual() ? TYPES.get(typeName.text()) : null;
        if (type == null) {
            throw ZarrV2Parser.unsupported(typeName);
        }
        int[] file = chunkShape(metadata.get("chunk_grid"), shape.length);
        CodecPipeline pipeline = new CodecPipeline(metadata.get("codecs"), file, type);
        return new ZarrArray(shape, pipeline.chunk(), pipeline.memory(), type, pipeline.order(),
                new FillValueParser(type, pipeline.order()).parse(Optional.of(metadata.get("fill_value"))),
                keys(metadata.get("chunk_key_encoding")), pipeline.shards(),
                new CodecChain(pipeline.codecs(), ChunkSize.bytes(pipeline.chunk(), type)),
                metadata.find("dimension_names").map(JsonValue::texts));
    }

    /** Rejects extensions of the format, unless the metadata says that they may be ignored. */
    private static void requireUnderstood(JsonValue metadata) {
        metadata.entries().forEach((key, value) -> {
            boolean isOptional = value.find("must_understand").filter(m -> m.node().isBoolean()
                    && !m.node().booleanValue()).isPresent();
            if (!KEYS.contains(key) && !isOptional) {
                throw new VolumeException(metadata.where() + "the extension " + key + " is not supported");
            }
        });
        if (metadata.find("storage_transformers").filter(t -> !t.list().isEmpty()).isPresent()) {
            throw new VolumeException(metadata.where() + "storage transformers are not supported; copy the array to one"
                    + " without them");
        }
    }

    private static int[] chunkShape(JsonValue value, int rank) {
        ZarrExtension grid = ZarrExtension.of(value);
        if (!grid.name().equals("regular")) {
            throw new VolumeException(value.where() + "the grid of chunks " + grid.name() + " is not supported; copy"
                    + " the array to one with regular chunks");
        }
        JsonValue chunk = grid.configuration().get("chunk_shape");
        if (chunk.lengths().length != rank) {
            throw chunk.invalid("a list of " + rank + " lengths, as shape is");
        }
        return chunk.lengths();
    }

    private static ChunkKeys keys(JsonValue value) {
        ZarrExtension encoding = ZarrExtension.of(value);
        Optional<JsonValue> separator = encoding.configuration().find("separator");
        return switch (encoding.name()) {
            case "default" -> {
                String text = separator.isEmpty() ? "/" : ZarrV2Parser.separator(separator);
                yield new ChunkKeys("c" + text, text);
            }
            case "v2" -> new ChunkKeys("", ZarrV2Parser.separator(separator));
            default -> throw value.invalid("default or v2");
        };
    }
}
