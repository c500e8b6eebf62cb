package org.znn.common.volume.zarr;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.chunked.ByteCodec;
import org.znn.common.volume.chunked.JsonValue;

/** Interprets the list {@code codecs} of version 3: transpositions, then shards or bytes, then codecs of bytes. */
final class CodecPipeline {

    private static final int MAX_SHARD_LEVELS = 4;
    private static final int MAX_INDEX_BYTES = 64 << 20;

    private final ElementType type;
    private final List<ShardLevel> shards = new ArrayList<>();
    private final List<ByteCodec> codecs = new ArrayList<>();
    private int[] chunk;
    private int[] memory;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    /**
     * Interprets the codecs of an array.
     *
     * @param list  value of the key {@code codecs}
     * @param chunk number of elements of a chunk of the array along each axis
     * @throws VolumeException if a codec is invalid or not supported
     */
    CodecPipeline(JsonValue list, int[] chunk, ElementType type) {
        this.type = type;
        this.chunk = chunk.clone();
        memory = IntStream.range(0, chunk.length).toArray();
        parse(list);
    }

    /** Levels of shards, outermost first. */
    List<ShardLevel> shards() {
        return shards;
    }

    /** Codecs of the bytes of an innermost chunk. */
    List<ByteCodec> codecs() {
        return codecs;
    }

    /** Number of elements of an innermost chunk along each axis of the array. */
    int[] chunk() {
        return chunk;
    }

    /** Axes of the array in the order of the elements of an innermost chunk, slowest first. */
    int[] memory() {
        return memory;
    }

    ByteOrder order() {
        return order;
    }

    private void parse(JsonValue list) {
        boolean isEncoded = false;
        List<JsonValue> values = list.list();
        for (int i = 0; i < values.size(); i++) {
            ZarrExtension codec = ZarrExtension.of(values.get(i));
            switch (codec.name()) {
                case "transpose", "bytes", "sharding_indexed" -> {
                    if (isEncoded) {
                        throw new VolumeException(values.get(i).where() + "the codec " + codec.name()
                                + " stands behind a codec of bytes");
                    }
                    isEncoded = !codec.name().equals("transpose");
                    switch (codec.name()) {
                        case "transpose" -> transpose(codec.configuration());
                        case "bytes" -> order = order(codec.configuration(), type.bytes());
                        default -> shard(codec.configuration(), i == values.size() - 1);
                    }
                }
                default -> {
                    ByteCodec bytes = ZarrCodecs.of(codec.name(), codec.configuration());
                    if (!isEncoded) {
                        throw new VolumeException(values.get(i).where() + "the codec " + codec.name()
                                + " stands in front of the codec bytes");
                    }
                    codecs.add(bytes);
                }
            }
        }
        if (!isEncoded) {
            throw new VolumeException(list.where() + "the codec bytes is missing");
        }
    }

    private void transpose(JsonValue configuration) {
        JsonValue value = configuration.get("order");
        int rank = memory.length;
        // Early writers used the names of version 2.
        int[] axes = value.node().isTextual() ? ZarrV2Parser.memory(value, rank)
                : value.list().stream().mapToInt(e -> e.integer(0, rank - 1)).toArray();
        if (axes.length != rank || IntStream.of(axes).distinct().count() != rank) {
            throw value.invalid("an order of the axes 0 to " + (rank - 1));
        }
        int[] before = memory;
        memory = IntStream.of(axes).map(axis -> before[axis]).toArray();
    }

    private static ByteOrder order(JsonValue configuration, int elementBytes) {
        if (configuration.find("endian").isEmpty() && elementBytes == 1) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        JsonValue endian = configuration.get("endian");
        return switch (endian.text()) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw endian.invalid("little or big");
        };
    }

    private void shard(JsonValue configuration, boolean isLast) {
        if (!isLast || shards.size() == MAX_SHARD_LEVELS) {
            throw new VolumeException(configuration.where() + (isLast ? "shards are nested in more than "
                    + MAX_SHARD_LEVELS + " levels" : "codecs behind sharding_indexed, which need whole shards, are not"
                    + " supported; put them into its own list of codecs"));
        }
        JsonValue chunkShape = configuration.get("chunk_shape");
        int[] lengths = chunkShape.lengths();
        int[] inner = chunk.clone();
        for (int i = 0; i < memory.length; i++) {
            if (lengths.length != memory.length || chunk[memory[i]] % lengths[i] != 0) {
                throw chunkShape.invalid("a shape that divides that of the shard");
            }
            inner[memory[i]] = lengths[i];
        }
        shards.add(level(configuration, inner));
        chunk = inner;
        parse(configuration.get("codecs"));
    }

    private ShardLevel level(JsonValue configuration, int[] inner) {
        double bytes = ShardLevel.ENTRY_BYTES;
        for (int d = 0; d < inner.length; d++) {
            bytes *= chunk[d] / inner[d];
        }
        List<ByteCodec> indexCodecs = new ArrayList<>();
        ByteOrder indexOrder = ByteOrder.LITTLE_ENDIAN;
        for (JsonValue value : configuration.get("index_codecs").list()) {
            ZarrExtension codec = ZarrExtension.of(value);
            if (codec.name().equals("bytes")) {
                indexOrder = order(codec.configuration(), Long.BYTES);
            } else if (codec.name().equals("crc32c")) {
                indexCodecs.add(ZarrCodecs.of(codec.name(), codec.configuration()));
                bytes += Integer.BYTES;
            } else {
                throw value.invalid("bytes or crc32c, the codecs of an index");
            }
        }
        if (bytes > MAX_INDEX_BYTES) {
            throw new VolumeException(configuration.where() + "a shard holds more than "
                    + MAX_INDEX_BYTES / ShardLevel.ENTRY_BYTES + " chunks");
        }
        String location = configuration.find("index_location").map(JsonValue::text).orElse("end");
        if (!List.of("start", "end").contains(location)) {
            throw configuration.get("index_location").invalid("start or end");
        }
        return new ShardLevel(chunk.clone(), inner, memory.clone(), indexOrder, indexCodecs, (int) bytes,
                location.equals("start"));
    }
}
