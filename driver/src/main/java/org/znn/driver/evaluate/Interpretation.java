package org.znn.driver.evaluate;

import java.util.List;

/**
 * The decided meaning of an output.
 *
 * @param kind     kind of the output
 * @param whole    whether segments extend over sections
 * @param channel  channel of a boundary map
 * @param polarity where the values of a boundary map are high
 * @param assumed  whether the polarity is the usual one, which neither the file nor the user has confirmed
 * @param edges    edges of an affinity map that are scored
 * @param maxValue value that means 1
 * @param ranged   whether {@code maxValue} is the greatest value of an integer type
 */
record Interpretation(OutputKind kind, boolean whole, int channel, BoundaryPolarity polarity, boolean assumed,
        List<AffinityEdge> edges, double maxValue, boolean ranged) {

    /** Describes the interpretation for the report, such as {@code boundary map, segmented section by section}. */
    String describe() {
        String segments = whole ? "segmented as a whole" : "segmented section by section";
        return switch (kind) {
            case BOUNDARY -> "boundary map (channel " + channel + " is high "
                    + (polarity == BoundaryPolarity.INSIDE ? "inside cells" : "on membranes") + range() + "), "
                    + segments;
            case AFFINITY -> "affinity map (" + offsets() + range() + "), " + segments;
            case SEGMENTATION -> "segmentation, compared " + (whole ? "as a whole" : "section by section");
            case SEMANTIC -> "semantic map";
        };
    }

    private String range() {
        return maxValue == 1 ? "" : ", " + ValueScale.number(maxValue) + " means 1";
    }

    private String offsets() {
        StringBuilder text = new StringBuilder("offsets z,y,x of channels");
        for (AffinityEdge edge : edges) {
            text.append(edge == edges.get(0) ? " " : "; ").append(edge.channel()).append(": ").append(edge.offset());
        }
        return text.toString();
    }
}
