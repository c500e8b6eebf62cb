package org.znn.common.volume.chunked;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import com.fasterxml.jackson.databind.JsonNode;
import org.znn.common.volume.VolumeException;

/**
 * A value in a metadata file, with checked conversions whose messages name the file and the key.
 *
 * @param file name of the metadata file, such as {@code .zarray}
 * @param key  path of keys of the value in the file; empty for the whole file
 * @param node the value
 */
public record JsonValue(String file, String key, JsonNode node) {

    private static final int MAX_SHOWN = 60;
    private static final int MAX_RANK = 32;

    /** Returns the value of a key; empty if the key is missing or null, or this value is not an object. */
    public Optional<JsonValue> find(String name) {
        JsonNode child = node.get(name);
        return child == null || child.isNull() ? Optional.empty() : Optional.of(child(name, child));
    }

    /**
     * Returns the value of a key.
     *
     * @throws VolumeException if the key is missing or null
     */
    public JsonValue get(String name) {
        return find(name).orElseThrow(() -> new VolumeException(where() + "the key '" + name + "' is missing"));
    }

    /** Returns the entries of an object in the order of the file; empty if this value is not an object. */
    public Map<String, JsonValue> entries() {
        Map<String, JsonValue> entries = new LinkedHashMap<>();
        node.properties().forEach(e -> entries.put(e.getKey(), child(e.getKey(), e.getValue())));
        return entries;
    }

    /**
     * Returns the elements of a list.
     *
     * @throws VolumeException if this value is not a list
     */
    public List<JsonValue> list() {
        if (!node.isArray()) {
            throw invalid("a list");
        }
        List<JsonValue> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(child(Integer.toString(i), node.get(i)));
        }
        return elements;
    }

    /** Whether this value is a list of numbers. */
    public boolean isNumbers() {
        if (!node.isArray() || node.isEmpty() || node.size() > MAX_RANK) {
            return false;
        }
        for (JsonNode element : node) {
            if (!element.isNumber()) {
                return false;
            }
        }
        return true;
    }

    /** Whether this value is a list of texts. */
    public boolean isTexts() {
        if (!node.isArray()) {
            return false;
        }
        for (JsonNode element : node) {
            if (!element.isTextual()) {
                return false;
            }
        }
        return true;
    }

    /** Returns a text; throws {@link VolumeException} if this value is not one. */
    public String text() {
        if (!node.isTextual()) {
            throw invalid("a text");
        }
        return node.textValue();
    }

    /** Returns a list of texts, null where the list holds null. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (JsonValue element : list()) {
            texts.add(element.node.isNull() ? null : element.text());
        }
        return texts;
    }

    /** Returns a number; throws {@link VolumeException} if this value is not one. */
    public double number() {
        if (!node.isNumber()) {
            throw invalid("a number");
        }
        return node.doubleValue();
    }

    /** Returns a list of numbers; throws {@link VolumeException} if this value is not one. */
    public double[] numbers() {
        return list().stream().mapToDouble(JsonValue::number).toArray();
    }

    /** Returns an integer between limits; throws {@link VolumeException} if this value is not one. */
    public int integer(int min, int max) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
            throw invalid("a whole number from " + min + " to " + max);
        }
        return node.intValue();
    }

    /** Returns the lengths of axes, each 1 to 2^31 - 1; throws {@link VolumeException} if this value is not such. */
    public int[] lengths() {
        if (!node.isArray() || node.isEmpty() || node.size() > MAX_RANK) {
            throw invalid("a list of the lengths of 1 to " + MAX_RANK + " axes");
        }
        return list().stream().mapToInt(e -> e.integer(1, Integer.MAX_VALUE)).toArray();
    }

    /** Returns the exception of a value that is not what it must be. */
    public VolumeException invalid(String expected) {
        String text = node.toString().replace("null", "empty");
        return new VolumeException(file + ": " + (key.isEmpty() ? "the file" : key) + " must be " + expected + ", not "
                + (text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text));
    }

    /** Returns the beginning of a message about this value. */
    public String where() {
        return file + ": " + (key.isEmpty() ? "" : "in " + key + ", ");
    }

    private JsonValue child(String name, JsonNode child) {
        return new JsonValue(file, key.isEmpty() ? name : key + "/" + name, child);
    }
}
