package org.znn.common.volume.chunked;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.volume.VolumeException;

/**
 * Which array of a container to read and how: {@code /0?t=3} is time point 3 (counted from 0) of the array {@code 0},
 * {@code /raw?axes=zyxc} names the axes of the array {@code raw}.
 *
 * @param path    path of the array or group in the container without slashes at its ends; empty for the container
 * @param axes    names of the axes, slowest first; empty if they are not given
 * @param indices index by name of the axis
 */
public record ArraySelection(String path, Optional<List<String>> axes, Map<String, Integer> indices) {

    private static final String AXES = "axes=";

    /**
     * Parses a selection.
     *
     * @throws VolumeException if it is malformed
     */
    public static ArraySelection parse(Optional<String> text) {
        String all = text.orElse("");
        int mark = all.indexOf('?');
        String path = StoredPath.inside(mark < 0 ? all : all.substring(0, mark));
        Optional<List<String>> axes = Optional.empty();
        Map<String, Integer> indices = new TreeMap<>();
        if (mark >= 0) {
            for (String part : all.substring(mark + 1).split("&", -1)) {
                int equals = part.indexOf('=');
                if (part.startsWith(AXES)) {
                    axes = Optional.of(names(part.substring(AXES.length())));
                    continue;
                }
                if (equals < 1 || !part.substring(equals + 1).matches("[0-9]{1,9}")) {
                    throw new VolumeException("'" + part + "' in " + all + " is not an axis and an index, as in"
                            + " /0?t=3, or names of axes, as in /0?axes=zyxc");
                }
                String axis = part.substring(0, equals).toLowerCase(Locale.ROOT);
                if (indices.put(axis, Integer.parseInt(part.substring(equals + 1))) != null) {
                    throw new VolumeException("the axis " + axis + " has several indices in " + all
                            + "; a volume has one, as in /0?t=3");
                }
            }
        }
        return new ArraySelection(path, axes, indices);
    }

    private static List<String> names(String text) {
        return text.contains(",") ? List.of(text.split("\\s*,\\s*"))
                : text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
    }
}
