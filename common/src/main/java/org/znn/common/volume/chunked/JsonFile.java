package org.znn.common.volume.chunked;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;

/** Reads metadata files. Bounded: a file may be neither large nor deeply nested. Accepts Python's NaN and Infinity. */
public final class JsonFile {

    /** Maximum size of the metadata of one array or group in bytes. */
    public static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_DIGITS = 400;

    private JsonFile() {
    }

    /**
     * Reads a file.
     *
     * @param folder   folder of the file
     * @param name     name of the file
     * @param maxBytes maximum size of the file in bytes
     * @return empty if the file does not exist
     * @throws VolumeException if the file is too large or not valid
     * @throws IOException     if the file cannot be read
     */
    public static Optional<JsonValue> read(Storage storage, String folder, String name, int maxBytes)
            throws IOException {
        try (ByteSource file = storage.open(StoredPath.resolve(folder, name))) {
            if (file.length() > maxBytes) {
                throw new VolumeException(name + ": the file has " + file.length() + " bytes, but metadata has at most "
                        + maxBytes);
            }
            byte[] bytes = file.read(0, (int) file.length(), ByteOrder.BIG_ENDIAN).array();
            JsonNode root = mapper().readTree(bytes);
            if (!root.isObject()) {
                throw new VolumeException(name + ": the file is not a JSON object");
            }
            return Optional.of(new JsonValue(name, "", root));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new VolumeException(name + ": the file is not valid JSON" + (at == null ? ""
                    : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"), e);
        }
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH).maxNumberLength(MAX_DIGITS).build()).build())
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    }
}
