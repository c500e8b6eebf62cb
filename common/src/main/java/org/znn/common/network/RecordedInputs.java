package org.znn.common.network;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import io.jhdf.api.Attribute;

/**
 * The identities of the inputs of a run in the attributes of a file's root: lines of role, tab and identity, spread
 * over several texts because an attribute has less than 64 KiB.
 */
final class RecordedInputs {

    /** Number of the texts. */
    private static final String COUNT = ResumePoint.PREFIX + "inputs";
    /** Prefix of the attributes that hold the texts, which are numbered from 1. */
    private static final String TEXT = ResumePoint.PREFIX + "inputs_";
    private static final int MAX_TEXT_BYTES = 30_000;
    private static final int MAX_TEXTS = 1_000;

    private RecordedInputs() {
    }

    static void write(Map<String, String> inputs, BiConsumer<String, Object> attribute) {
        StringBuilder text = new StringBuilder();
        int texts = 0;
        for (Map.Entry<String, String> input : inputs.entrySet()) {
            String line = input.getKey() + "\t" + input.getValue() + "\n";
            if (text.length() > 0 && bytes(text) + bytes(line) > MAX_TEXT_BYTES) {
                attribute.accept(TEXT + ++texts, text.toString());
                text.setLength(0);
            }
            text.append(line);
        }
        if (text.length() > 0) {
            attribute.accept(TEXT + ++texts, text.toString());
        }
        attribute.accept(COUNT, texts);
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Reads the identities by role; none if the file does not record them. */
    static Map<String, String> read(Map<String, Attribute> attributes) {
        Map<String, String> inputs = new TreeMap<>();
        if (!attributes.containsKey(COUNT)) {
            return inputs;
        }
        int texts = attributes.get(COUNT).getData() instanceof Number n ? n.intValue() : -1;
        if (texts < 0 || texts > MAX_TEXTS) {
            throw new MalformedFileException("has an invalid attribute " + COUNT);
        }
        for (int i = 1; i <= texts; i++) {
            Attribute attribute = attributes.get(TEXT + i);
            if (attribute == null || !attribute.isScalar() || !(attribute.getData() instanceof String text)) {
                throw new MalformedFileException("lacks the attribute " + TEXT + i + ", or it is not a text");
            }
            for (String line : text.split("\n")) {
                int tab = line.indexOf('\t');
                if (tab < 1) {
                    throw new MalformedFileException("has an invalid attribute " + TEXT + i);
                }
                inputs.put(line.substring(0, tab), line.substring(tab + 1));
            }
        }
        return inputs;
    }
}
