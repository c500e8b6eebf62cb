package org.znn.driver.evaluate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.geometry.Vec3;

/**
 * The arguments of an evaluation.
 *
 * @param output     path of a network's output or of a segmentation
 * @param label      path of the ground truth
 * @param thresholds thresholds to try
 * @param slices     sections of the output to score; empty for all
 * @param offset     voxel of the label (z, y, x) that the first voxel of the output lies on; empty if the files decide
 * @param inverted   whether the label is 0 inside cells, so that its zeros are a mask of them
 * @param meaning    what the user says about the output
 */
public record EvaluationRequest(String output, String label, Thresholds thresholds, Optional<SliceRange> slices,
        Optional<Vec3> offset, boolean inverted, OutputOptions meaning) {

    /**
     * What the user says about the output; everything is empty where the file decides.
     *
     * @param kind      kind of the output
     * @param whole     true if segments extend over sections, false if every section is segmented on its own
     * @param channel   channel of a boundary map
     * @param polarity  where the values of a boundary map are high
     * @param channels  channels of an affinity map
     * @param longRange what becomes of affinities between voxels that are no neighbours
     * @param maxValue  value that means 1
     * @param clip      whether values outside 0 to 1 count as 0 or 1
     */
    public record OutputOptions(Optional<OutputKind> kind, Optional<Boolean> whole, Optional<Integer> channel,
            Optional<BoundaryPolarity> polarity, Optional<AffinityChannels> channels,
            Optional<LongRangeEdges> longRange, Optional<Double> maxValue, boolean clip) {
    }

    /**
     * A range of sections.
     *
     * @param first first section, counted from 0
     * @param last  last section, inclusive
     */
    public record SliceRange(int first, int last) {

        private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

        /** Parses {@code 0-9} or {@code 7}; throws {@link IllegalArgumentException} on anything else. */
        public static SliceRange parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + text + "' is not a range of sections, such as 0-9");
            }
            int first = Integer.parseInt(matcher.group(1));
            return new SliceRange(first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
        }
    }
}
