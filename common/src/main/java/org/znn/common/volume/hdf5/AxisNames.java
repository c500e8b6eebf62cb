package org.znn.common.volume.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.metadata.Attribute;

/**
 * The names of a dataset's axes: as the user says, as its attributes say ({@code axistags} of vigra and ilastik,
 * {@code axes}, {@code dimension_names}, {@code axis_names}, the labels of dimension scales, the HDF5 image
 * specification), or by its shape.
 *
 * @param names names of the axes, slowest first; empty if they are those of a volume in the usual order
 * @param notes sentences about names that were concluded from the shape
 */
record AxisNames(Optional<List<String>> names, List<String> notes) {

    private static final List<String> ATTRIBUTES = List.of("axes", "dimension_names", "axis_names",
            "DIMENSION_LABELS");
    private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("channel", "c"),
            Map.entry("channels", "c"), Map.entry("c^", "c"), Map.entry("time", "t"), Map.entry("depth", "z"),
            Map.entry("plane", "z"), Map.entry("slice", "z"), Map.entry("height", "y"), Map.entry("row", "y"),
            Map.entry("rows", "y"), Map.entry("width", "x"), Map.entry("column", "x"), Map.entry("columns", "x"));
    private static final List<String> C_Z_Y_X = List.of("c", "z", "y", "x");
    private static final List<String> Z_Y_X_C = List.of("z", "y", "x", "c");
    private static final List<String> T_Z_Y_X_C = List.of("t", "z", "y", "x", "c");
    /** Most elements of a last axis that may be channels. */
    private static final int MAX_LAST_CHANNELS = 8;
    private static final int MIN_ROW_PER_CHANNEL = 4;
    private static final int CLEARLY_CHANNELS = 4;

    /**
     * Finds the names of the axes.
     *
     * @param shape      number of elements along each axis
     * @param query      what the user says
     * @param attributes attributes of the dataset
     * @throws VolumeException if the user names another number of axes, or if the shape is unclear
     */
    static AxisNames of(long[] shape, ElementType type, DatasetQuery query, Map<String, Attribute> attributes) {
        if (query.axes().isPresent()) {
            List<String> names = query.axes().get();
            if (names.size() != shape.length) {
                throw new VolumeException("the dataset has " + shape.length + " axes " + Arrays.toString(shape)
                        + ", but " + names.size() + " are named: " + String.join(",", names));
            }
            return new AxisNames(Optional.of(names), List.of());
        }
        Optional<List<String>> labels = vigra(attributes.get("axistags")).filter(n -> areAxes(n, shape.length));
        for (String name : ATTRIBUTES) {
            Attribute attribute = attributes.get(name);
            labels = labels.or(() -> words(attribute).filter(n -> areAxes(n, shape.length)));
        }
        labels = labels.or(() -> picture(attributes).filter(n -> n.size() == shape.length));
        return labels.isPresent() ? new AxisNames(labels, List.of()) : ofShape(shape, type, query);
    }

    private static boolean areAxes(List<String> names, int rank) {
        return names.size() == rank && names.contains("y") && names.contains("x")
                && new HashSet<>(names).size() == rank;
    }

    private static Optional<List<String>> vigra(Attribute attribute) {
        if (attribute == null || attribute.values().isEmpty()) {
            return Optional.empty();
        }
        try {
            List<String> keys = new ArrayList<>();
            for (JsonNode axis : new ObjectMapper().readTree(attribute.texts().get(0)).path("axes")) {
                keys.add(axis.path("key").asText());
            }
            return Optional.of(keys);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> words(Attribute attribute) {
        if (attribute == null) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(attribute.texts());
        if (words.size() == 1) {
            words = Arrays.stream(words.get(0).split("[\\s,;:\\[\\]\"']+")).filter(w -> !w.isEmpty()).toList();
        }
        if (words.size() == 1) {
            words = words.get(0).chars().mapToObj(c -> String.valueOf((char) c)).toList();
        }
        return Optional.of(words.stream().map(w -> w.strip().toLowerCase(Locale.ROOT))
                .map(w -> WORDS.getOrDefault(w, w)).toList());
    }

    /** Reads the attributes of the HDF5 Image Specification. */
    private static Optional<List<String>> picture(Map<String, Attribute> attributes) {
        Attribute mode = attributes.get("INTERLACE_MODE");
        return mode == null ? Optional.empty() : switch (String.join("", mode.texts())) {
            case "INTERLACE_PIXEL" -> Optional.of(List.of("y", "x", "c"));
            case "INTERLACE_PLANE" -> Optional.of(List.of("c", "y", "x"));
            default -> Optional.empty();
        };
    }

    /**
     * Concludes from the shape whether the last axis holds channels: colours of 8 bits, or a last axis much shorter
     * than a row and shorter than the first axis.
     */
    private static AxisNames ofShape(long[] shape, ElementType type, DatasetQuery query) {
        int rank = shape.length;
        if (rank < 4 || rank > 5 || rank == 5 && shape[0] != 1) {
            return new AxisNames(Optional.empty(), List.of());
        }
        long first = shape[rank - 4];
        long last = shape[rank - 1];
        boolean isColour = rank == 4 && type == ElementType.UINT8 && (last == 3 || last == 4);
        boolean isShort = last <= MAX_LAST_CHANNELS && shape[rank - 2] >= MIN_ROW_PER_CHANNEL * last;
        if (isColour || isShort && (rank == 5 || last < first)) {
            return new AxisNames(Optional.of(rank == 5 ? T_Z_Y_X_C : Z_Y_X_C), last == 1 || isColour ? List.of()
                    : List.of("the axes " + Arrays.toString(shape) + " have no names; the short last one is read as "
                            + last + " channels (name the axes otherwise as in " + query.example("file.h5",
                            "axes=czyx") + ")"));
        }
        if (isShort && last <= CLEARLY_CHANNELS && first > 1) {
            throw new VolumeException("the axes " + Arrays.toString(shape) + " have no names, and either the first or"
                    + " the last may be the channels; name them, as in " + query.example("file.h5", "axes=zyxc")
                    + " or " + query.example("file.h5", "axes=czyx"));
        }
        return new AxisNames(rank == 4 ? Optional.of(C_Z_Y_X) : Optional.empty(), List.of());
    }
}
