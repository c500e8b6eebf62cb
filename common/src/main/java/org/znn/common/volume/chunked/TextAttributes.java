package org.znn.common.volume.chunked;

import java.util.Map;
import java.util.TreeMap;

/** Selects the textual attributes of an array. */
public final class TextAttributes {

    private static final int MAX_COUNT = 100;
    private static final int MAX_LENGTH = 1000;

    private TextAttributes() {
    }

    /** Returns the attributes that are texts of at most 1000 characters, at most 100 of them. */
    public static Map<String, String> of(JsonValue attributes) {
        Map<String, String> texts = new TreeMap<>();
        attributes.entries().forEach((name, value) -> {
            if (value.node().isTextual() && value.text().length() <= MAX_LENGTH && texts.size() < MAX_COUNT) {
                texts.put(name, value.text());
            }
        });
        return texts;
    }
}
