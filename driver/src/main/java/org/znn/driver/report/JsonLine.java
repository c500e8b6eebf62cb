package org.znn.driver.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** Builds a JSON object on a single line; the fields keep their order. */
public final class JsonLine {

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    /** Starts an object without fields. */
    public JsonLine() {
        try {
            json = new JsonFactory().createGenerator(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(JsonGenerator::writeStartObject);
    }

    /** Adds a string. */
    public JsonLine add(String name, String value) {
        return write(out -> out.writeStringField(name, value));
    }

    /** Adds an integer. */
    public JsonLine add(String name, int value) {
        return write(out -> out.writeNumberField(name, value));
    }

    /** Adds a number in full precision. */
    public JsonLine add(String name, double value) {
        return write(out -> out.writeNumberField(name, value));
    }

    /** Adds a number in a format such as {@code %.3f}. */
    public JsonLine add(String name, String format, double value) {
        return write(out -> {
            out.writeFieldName(name);
            out.writeNumber(String.format(Locale.ROOT, format, value));
        });
    }

    /** Ends the object and returns the line. */
    public String end() {
        write(out -> {
            out.writeEndObject();
            out.close();
        });
        return text.toString();
    }

    private JsonLine write(JsonWriter writer) {
        try {
            writer.writeTo(json);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a part of the object. */
    @FunctionalInterface
    private interface JsonWriter {

        void writeTo(JsonGenerator out) throws IOException;
    }
}
