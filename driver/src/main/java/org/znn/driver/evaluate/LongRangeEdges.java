package org.znn.driver.evaluate;

/** What becomes of affinities between voxels that are no neighbours. */
public enum LongRangeEdges {
    /** They are not scored. */
    IGNORE,
    /** They join voxels like affinities of neighbours. */
    USE;

    /** Parses {@code ignore} or {@code use}; throws {@link IllegalArgumentException} on anything else. */
    public static LongRangeEdges parse(String text) {
        return switch (text) {
            case "ignore" -> IGNORE;
            case "use" -> USE;
            default -> throw new IllegalArgumentException("'" + text + "' is neither 'ignore' nor 'use'");
        };
    }
}
