package org.znn.driver.forward;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.volume.hdf5.Hdf5Attributes;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;

/**
 * What an output states about the job that wrote it. HDF5 files have attributes, TIFF stacks and pictures a text in
 * their first bytes.
 *
 * @param job      fingerprint of the properties of the job that determine the output
 * @param blocks   fingerprint of these properties, the tiling and the algorithms
 * @param identity the properties of the job, by name; their values are short or digests
 */
record OutputMark(String job, String blocks, Map<String, String> identity) {

    private static final String JOB_ATTRIBUTE = "job_fingerprint";
    private static final String BLOCKS_ATTRIBUTE = "blocks_fingerprint";
    private static final String IDENTITY_ATTRIBUTE = "job_identity";
    private static final String SEPARATOR = "; ";
    private static final String TEXT = "znn_job=";
    /** Number of bytes of a TIFF stack or a picture that contain the text. */
    private static final int HEAD_BYTES = 1 << 12;

    OutputMark {
        identity = new TreeMap<>(identity);
    }

    /** Returns the mark of a file with attributes; a fingerprint that the file does not state is an empty text. */
    static OutputMark of(Map<String, String> attributes) {
        Map<String, String> identity = new TreeMap<>();
        for (String pair : attributes.getOrDefault(IDENTITY_ATTRIBUTE, "").split(SEPARATOR)) {
            int equals = pair.lastIndexOf('=');
            if (equals > 0) {
                identity.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return new OutputMark(attributes.getOrDefault(JOB_ATTRIBUTE, ""),
                attributes.getOrDefault(BLOCKS_ATTRIBUTE, ""), identity);
    }

    void addTo(Hdf5Attributes attributes) {
        List<String> pairs = new ArrayList<>();
        identity.forEach((name, value) -> pairs.add(name + "=" + value));
        attributes.text(JOB_ATTRIBUTE, job).text(BLOCKS_ATTRIBUTE, blocks)
                .text(IDENTITY_ATTRIBUTE, String.join(SEPARATOR, pairs));
    }

    /** Returns the text for files without attributes. */
    String text() {
        return TEXT + job;
    }

    /** Returns whether the first bytes of a file contain the text. */
    boolean isIn(Storage storage, String path) throws IOException {
        try (ByteSource source = storage.open(path)) {
            int length = (int) Math.min(HEAD_BYTES, source.length());
            byte[] head = source.read(0, length, ByteOrder.BIG_ENDIAN).array();
            return new String(head, StandardCharsets.ISO_8859_1).contains(text());
        }
    }

    /** Names the properties in which the job of another mark differs; none if that is not known. */
    List<String> differences(OutputMark other) {
        return identity.keySet().stream().filter(name -> other.identity.containsKey(name)
                && !other.identity.get(name).equals(identity.get(name))).toList();
    }
}
