package org.znn.driver.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.Weights;

/** SHA-256 digest of everything that determines the output of a job, so that blocks of different jobs never mix. */
public final class Fingerprint {

    private final MessageDigest digest;

    /** Creates the digest of nothing. */
    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform provides SHA-256", e);
        }
    }

    /**
     * Adds the string form of values, each terminated by a zero byte. The string forms of records and enums contain
     * names from the source code, so renaming a component or constant invalidates the blocks of earlier runs.
     */
    public Fingerprint add(Object... values) {
        for (Object value : values) {
            digest.update(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return this;
    }

    /** Adds the graph of a network, without the path and the comments of its file. */
    public Fingerprint add(NetworkSpec network) {
        for (NodeSpec n : network.nodes()) {
            add(n.name(), n.type(), n.featureMaps(), n.dense(), n.function());
        }
        for (EdgeSpec e : network.edges()) {
            add(e.name(), e.type(), e.input(), e.output(), e.size(), e.stride(), e.offset(), e.requestsFft());
        }
        return this;
    }

    /** Adds the weights of all layers. */
    public Fingerprint add(Weights weights) {
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

    /** Returns the first 8 bytes of the digest as 16 hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
