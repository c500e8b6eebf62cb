package org.znn.driver.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.znn.common.config.OutputType;

/** What the voxels of an output mean. */
public enum OutputKind {
    /** A channel holds the probability of lying inside a cell, or of lying on a membrane. */
    BOUNDARY,
    /** Channels hold the probabilities that a voxel and its neighbour belong to the same segment. */
    AFFINITY,
    /** Voxels hold segment ids; 0 is no segment. */
    SEGMENTATION,
    /** Channels hold the scores of classes, or voxels hold class ids. */
    SEMANTIC;

    /** Parses a name such as {@code boundary}; throws {@link IllegalArgumentException} on anything else. */
    public static OutputKind parse(String text) {
        for (OutputKind kind : values()) {
            if (kind.word().equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a kind of output; known: "
                + Arrays.stream(values()).map(OutputKind::word).collect(Collectors.joining(", ")));
    }

    /** Returns the kind of the outputs of a network. */
    static OutputKind of(OutputType type) {
        return switch (type) {
            case BOUNDARY -> BOUNDARY;
            case AFFINITY -> AFFINITY;
            case SEMANTIC -> SEMANTIC;
        };
    }

    /** Returns the name that users write. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether segments of the output extend over sections unless the user decides. */
    boolean isWholeByDefault() {
        return this == AFFINITY || this == SEGMENTATION;
    }
}
