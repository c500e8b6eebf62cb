package org.znn.common.volume.hdf5;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;

/**
 * Which dataset of a file to read and how: {@code /data?axes=zyxc} names the axes, {@code /data?t=3} chooses an index
 * along an axis that a volume does not have, {@code /data?type=uint16} reads signed integers as unsigned ones.
 *
 * @param path    path of the dataset; empty if it is not given
 * @param axes    names of the axes, slowest first; empty if they are not given
 * @param type    element type; empty if it is not given
 * @param indices index by name of the axis
 */
record DatasetQuery(Optional<String> path, Optional<List<String>> axes, Optional<ElementType> type,
        Map<String, Integer> indices) {

    /**
     * Parses a query.
     *
     * @throws VolumeException if it is malformed
     */
    static DatasetQuery parse(Optional<String> text) {
        String all = text.orElse("");
        int mark = all.indexOf('?');
        Optional<String> path = text.map(t -> mark < 0 ? t : t.substring(0, mark)).filter(p -> !p.equals("/"));
        Optional<List<String>> axes = Optional.empty();
        Optional<ElementType> type = Optional.empty();
        Map<String, Integer> indices = new TreeMap<>();
        for (String option : mark < 0 ? new String[0] : all.substring(mark + 1).split("&", -1)) {
            String key = option.replaceFirst("=.*", "").toLowerCase(Locale.ROOT);
            String value = option.substring(Math.min(option.length(), key.length() + 1));
            switch (key) {
                case "axes" -> axes = Optional.of(axes(value));
                case "type" -> type = Optional.of(type(value));
                default -> indices.put(key, index(option, value));
            }
        }
        return new DatasetQuery(path, axes, type, indices);
    }

    private static List<String> axes(String value) {
        List<String> names = value.contains(",") ? Arrays.asList(value.split("\\s*,\\s*"))
                : value.chars().mapToObj(c -> String.valueOf((char) c)).toList();
        return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
    }

    private static ElementType type(String value) {
        return Arrays.stream(ElementType.values()).filter(t -> t.name().equalsIgnoreCase(value)).findFirst()
                .orElseThrow(() -> new VolumeException("'" + value + "' is not an element type; "
                        + Suggestion.remedy(value, Arrays.stream(ElementType.values())
                                .map(t -> t.name().toLowerCase(Locale.ROOT)).toList())));
    }

    private static int index(String option, String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new VolumeException("'" + option + "' is not an option of a dataset; it is axes=zyxc, type=uint16, or"
                    + " an axis and an index, as in /data?t=3");
        }
        return Integer.parseInt(value);
    }

    /** Returns this query with the path of the dataset that was found. */
    DatasetQuery withPath(String found) {
        return new DatasetQuery(Optional.of(found), axes, type, indices);
    }

    /** Returns an example of a path with an option. */
    String example(String file, String option) {
        return file + ":" + path.orElse("/data") + "?" + option;
    }
}
