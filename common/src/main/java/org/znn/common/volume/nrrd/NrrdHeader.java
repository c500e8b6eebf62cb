package org.znn.common.volume.nrrd;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.storage.ByteSource;

/**
 * The header of an NRRD file: lines {@code field: value} up to an empty line or, in a detached header, to the end of
 * the file.
 *
 * @param fields values by the name of the field, in lower case without spaces
 * @param end    position of the first byte after the header
 */
record NrrdHeader(Map<String, String> fields, long end) {

    static final String MAGIC = "NRRD000";

    private static final int MAX_BYTES = 1 << 20;
    /** Key-value pairs are written with {@code :=} instead and do not concern the voxels. */
    private static final Pattern FIELD = Pattern.compile("([^:]+):(?!=)\\s*(.*)");
    private static final Pattern VECTOR = Pattern.compile("none|\\([^()]*\\)", Pattern.CASE_INSENSITIVE);
    /** The limits bound the time, and possessive quantifiers the depth of the matcher's recursion. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.){0,100}+)\"");

    static NrrdHeader read(ByteSource file) throws IOException {
        int length = (int) Math.min(MAX_BYTES, file.length());
        byte[] head = file.read(0, length, ByteOrder.BIG_ENDIAN).array();
        Map<String, String> fields = new LinkedHashMap<>();
        int next = 0;
        while (next < length) {
            int end = next;
            while (end < length && head[end] != '\n') {
                end++;
            }
            if (end == length && length < file.length()) {
                throw new VolumeException("the header does not end within " + MAX_BYTES + " bytes: the file is"
                        + " damaged");
            }
            String line = new String(head, next, end - next, StandardCharsets.UTF_8).stripTrailing();
            next = Math.min(length, end + 1);
            if (line.isEmpty()) {
                return new NrrdHeader(fields, next);
            }
            add(line, fields);
        }
        return new NrrdHeader(fields, next);
    }

    private static void add(String line, Map<String, String> fields) {
        Matcher field = FIELD.matcher(line);
        if (line.startsWith("#") || line.startsWith(MAGIC) || !field.matches()) {
            return;
        }
        String name = field.group(1).strip().toLowerCase(Locale.ROOT).replace(" ", "");
        if (fields.put(name, field.group(2).strip()) != null) {
            throw new VolumeException("the header states '" + field.group(1) + "' twice");
        }
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name.replace(" ", "")));
    }

    String require(String name) {
        return get(name).orElseThrow(() -> new VolumeException("the header has no field '" + name + "'"));
    }

    /** Returns a whole number; {@code otherwise} if the header has no such field. */
    long integer(String name, long otherwise) {
        return get(name).map(text -> wholeNumber(name, text)).orElse(otherwise);
    }

    /** Returns whole numbers separated by spaces; none if the header has no such field. */
    long[] integers(String name) {
        return words(name).stream().mapToLong(text -> wholeNumber(name, text)).toArray();
    }

    /** Returns numbers separated by spaces; empty if the header has no such field. */
    List<Double> numbers(String name) {
        return words(name).stream().map(text -> number(name, text)).toList();
    }

    /** Returns words separated by spaces; empty if the header has no such field. */
    List<String> words(String name) {
        String text = get(name).orElse("").strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }

    /** Returns quoted texts; empty if the header has no such field. */
    List<String> quoted(String name) {
        return QUOTED.matcher(get(name).orElse("")).results().map(m -> m.group(1)).toList();
    }

    /** Returns vectors {@code (a,b,c)}, an empty one for {@code none}; empty if the header has no such field. */
    List<List<Double>> vectors(String name) {
        List<List<Double>> vectors = new ArrayList<>();
        Matcher vector = VECTOR.matcher(get(name).orElse(""));
        while (vector.find()) {
            List<Double> components = new ArrayList<>();
            if (vector.group().startsWith("(")) {
                for (String text : vector.group().substring(1, vector.group().length() - 1).split(",")) {
                    components.add(number(name, text.strip()));
                }
            }
            vectors.add(components);
        }
        return vectors;
    }

    private static long wholeNumber(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new VolumeException("'" + text + "' of the header's field '" + name + "' is not a whole number", e);
        }
    }

    private static double number(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new VolumeException("'" + text + "' of the header's field '" + name + "' is not a number", e);
        }
    }
}
