package org.znn.common.volume.zarr;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.chunked.ByteCodec;
import org.znn.common.volume.chunked.ChunkSize;
import org.znn.common.volume.chunked.CodecChain;
import org.znn.common.volume.chunked.JsonValue;

/** Interprets {@code .zarray}, the metadata of an array in version 2 of the format. */
final class ZarrV2Parser {

    private static final Pattern TYPE = Pattern.compile("([<>|=])([biuf])([1248])");

    private ZarrV2Parser() {
    }

    /**
     * Interprets the metadata of an array.
     *
     * @throws VolumeException if it is invalid or not supported
     */
    static ZarrArray parse(JsonValue metadata) {
        int version = metadata.get("zarr_format").integer(0, Integer.MAX_VALUE);
        if (version != 2) {
            throw new VolumeException(metadata.where() + "the version " + version + " of the format is not supported;"
                    + " versions 2 and 3 are");
        }
        int[] shape = metadata.get("shape").lengths();
        int[] chunk = metadata.get("chunks").lengths();
        if (chunk.length != shape.length) {
            throw metadata.get("chunks").invalid("a list of " + shape.length + " lengths, as shape is");
        }
        JsonValue typeName = metadata.get("dtype");
        ElementType type = type(typeName);
        ByteOrder order = typeName.text().startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        List<ByteCodec> codecs = new ArrayList<>();
        metadata.find("filters").map(JsonValue::list).orElse(List.of()).forEach(f -> codecs.add(codec(f)));
        metadata.find("compressor").ifPresent(c -> codecs.add(codec(c)));
        return new ZarrArray(shape, chunk, memory(metadata.get("order"), shape.length), type, order,
                new FillValueParser(type, order).parse(metadata.find("fill_value")),
                new ChunkKeys("", separator(metadata.find("dimension_separator"))), List.of(),
                new CodecChain(codecs, ChunkSize.bytes(chunk, type)), Optional.empty());
    }

    /**
     * Whether the metadata does not tell how the names of chunks separate positions. Then it is a dot, but arrays that
     * the class NestedDirectoryStore of zarr-python wrote, or that zarr-python 2.13 resized, have nested folders.
     */
    static boolean lacksSeparator(ZarrNode array) {
        return array.version() == 2 && array.metadata().find("dimension_separator").isEmpty();
    }

    private static ElementType type(JsonValue name) {
        Matcher matcher = TYPE.matcher(name.node().isTextual() ? name.text() : "");
        if (!matcher.matches()) {
            throw unsupported(name);
        }
        int bytes = Integer.parseInt(matcher.group(3));
        return switch (matcher.group(2)) {
            case "b" -> {
                if (bytes > 1) {
                    throw unsupported(name);
                }
                yield ElementType.UINT8;
            }
            case "f" -> {
                if (bytes == 1) {
                    throw unsupported(name);
                }
                yield ElementType.floating(bytes);
            }
            default -> ElementType.integer(bytes, matcher.group(2).equals("i"));
        };
    }

    /** Returns the exception of an element type that no volume has. */
    static VolumeException unsupported(JsonValue type) {
        return type.invalid("an element type of a volume: bool, an integer of 8 to 64 bits or a floating-point number"
                + " of 16 to 64 bits");
    }

    /** Returns the axes in the order of the elements that {@code C} (last axis fastest) or {@code F} stands for. */
    static int[] memory(JsonValue order, int rank) {
        return switch (order.text()) {
            case "C" -> IntStream.range(0, rank).toArray();
            case "F" -> IntStream.range(0, rank).map(d -> rank - 1 - d).toArray();
            default -> throw order.invalid("C or F");
        };
    }

    private static ByteCodec codec(JsonValue codec) {
        return ZarrCodecs.of(codec.get("id").text(), codec);
    }

    /** Returns the separator of the positions in a chunk's name. */
    static String separator(Optional<JsonValue> value) {
        String separator = value.map(JsonValue::text).orElse(".");
        if (!separator.equals(".") && !separator.equals("/")) {
            throw value.get().invalid("\".\" or \"/\"");
        }
        return separator;
    }
}
