package org.znn.common.volume.tiff;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Tifffile's description of the array that pages were written from: {@code {"shape": [5, 37, 29]}}, in old files
 * {@code shape=(5, 37, 29)}.
 *
 * @param shape     length of each axis of the array, slowest first
 * @param axes      letter of each axis; empty if not stated
 * @param truncated whether one directory stands for all pages
 */
record ShapeDescription(long[] shape, Optional<String> axes, boolean truncated) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OLD = Pattern.compile("shape=\\(([0-9, ]{1,400})\\)\\s*");
    private static final int MAX_LENGTH = 1 << 20;
    private static final int MAX_AXES = 32;
    private static final int MAX_DIGITS = 10;

    /** Parses a description; empty if it is of another kind. */
    static Optional<ShapeDescription> parse(String description) {
        String text = description.strip();
        Matcher old = OLD.matcher(text);
        if (old.matches()) {
            return of(old.group(1).split("[, ]+"), Optional.empty(), false);
        }
        if (!text.startsWith("{") || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(text);
            JsonNode shape = json.path("shape");
            String[] lengths = new String[shape.isArray() ? Math.min(shape.size(), MAX_AXES + 1) : 0];
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = shape.get(i).isIntegralNumber() ? shape.get(i).asText() : "";
            }
            Optional<String> axes = Optional.of(json.path("axes").asText("").toUpperCase(Locale.ROOT))
                    .filter(a -> a.length() == lengths.length);
            return of(lengths, axes, json.path("truncated").asBoolean(false));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<ShapeDescription> of(String[] lengths, Optional<String> axes, boolean truncated) {
        boolean isValid = lengths.length >= 1 && lengths.length <= MAX_AXES
                && Arrays.stream(lengths).allMatch(n -> n.matches("[0-9]+") && n.length() <= MAX_DIGITS
                        && Long.parseLong(n) > 0);
        return isValid ? Optional.of(new ShapeDescription(Arrays.stream(lengths).mapToLong(Long::parseLong).toArray(),
                axes, truncated)) : Optional.empty();
    }

    @Override
    public String toString() {
        return Arrays.toString(shape) + axes.map(a -> " with the axes " + a).orElse("");
    }
}
