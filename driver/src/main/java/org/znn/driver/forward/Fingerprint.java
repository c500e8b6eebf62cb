package org.znn.driver.forward;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.Weights;

/** A digest of all that decides a job's output, so that blocks of different jobs never mix. */
final class Fingerprint {

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds the text of some values; each is kept apart from the next. */
    Fingerprint add(Object... values) {
        for (Object value : values) {
            digest.update(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return this;
    }

    /** Adds what the graph computes: where it was read and its comments do not matter. */
    Fingerprint add(NetworkSpec network) {
        for (NodeSpec n : network.nodes()) {
            add(n.name(), n.type(), n.size(), n.dense(), n.function());
        }
        for (EdgeSpec e : network.edges()) {
            add(e.name(), e.type(), e.input(), e.output(), e.size(), e.stride(), e.offset(), e.fft());
        }
        return this;
    }

    Fingerprint add(Weights weights) {
        weights.filters().forEach((name, filters) -> add(name).add(filters.values()));
        weights.biases().forEach((name, biases) -> add(name).add(biases));
        return this;
    }

    private Fingerprint add(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        digest.update(bytes);
        return this;
    }

    /** 16 hexadecimal digits. */
    String text() {
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
