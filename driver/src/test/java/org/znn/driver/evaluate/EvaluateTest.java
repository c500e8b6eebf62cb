package org.znn.driver.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code evaluate} on outputs small enough to score by hand. */
class EvaluateTest extends EvaluateFixture {

    /** Sections of two cells with a wall between them; in {@link #SHIFTED} the wall is one column further left. */
    private static final String[] CELLS = {"11.22", "11.22", "11.22"};
    private static final String[] SHIFTED = {"1.222", "1.222", "1.222"};

    @Test
    void perfectMapOfAMaskScoresOne() throws IOException {
        writeMap(0.875f, 0.125f, CELLS, SHIFTED);
        writeLabel(255, 255, CELLS, SHIFTED);
        JsonNode json = evaluate();
        assertScores(json, 0, 1, 1);
        assertEquals("boundary", json.get("kind").asText());
        assertEquals(0.15, json.get("best_v_rand_threshold").asDouble());
        assertEquals(List.of(
                output() + ": boundary map (channel 0 is high inside cells), segmented section by section, "
                        + "2,3,5 voxels at 0..2, 0..3, 0..5",
                label() + ": connected components of a mask, at 0..2, 0..3, 0..5", "",
                "                     at 0.5    best     at threshold",
                "pixel error          0.00000   0.00000  0.15",
                "V_Rand               1.00000   1.00000  0.15",
                "  split (recall)     1.00000   1.00000  0.05",
                "  merge (precision)  1.00000   1.00000  0.15",
                "V_Info               1.00000   1.00000  0.15",
                "adapted Rand error   0.00000   0.00000  0.15",
                "  distinct pairs     0.00000   0.00000  0.15",
                "VOI split, bits      0.00000   0.00000  0.05",
                "VOI merge, bits      0.00000   0.00000  0.15",
                "CREMI score          0.00000   0.00000  0.15"), lines().subList(0, 14));
    }

    /** The wall is weak in one voxel of the first section, so that at threshold 0.5 the two cells merge. */
    @Test
    void weakWallMergesCellsBelowItsThreshold() throws IOException {
        float[][][][] map = map(0.875f, 0.125f, CELLS, CELLS);
        map[0][0][1][2] = 0.625f;
        write(output(), map);
        writeLabel(1, 2, CELLS, CELLS);
        JsonNode json = evaluate();
        // In the section with the gap V_Rand is (½² + ½²) / ((1 + ½)/2), V_Info 0; the other section is right.
        assertScores(json, 1.0 / 30, (0.5 / 0.75 + 1) / 2, 0.5);
        assertEquals(1, json.get("best_v_rand").asDouble());
        assertEquals(0.65, json.get("best_v_rand_threshold").asDouble());
        assertEquals(0, json.get("best_pixel_error").asDouble());
    }

    @Test
    void singleThresholdAndSlices() throws IOException {
        float[][][][] map = map(0.875f, 0.125f, CELLS, CELLS, SHIFTED);
        map[0][0][1][2] = 0.625f;
        write(output(), map);
        writeLabel(1, 2, CELLS, CELLS, CELLS);
        JsonNode json = evaluate("--threshold", "0.55", "--slices", "0");
        assertEquals(0.55, json.get("threshold").asDouble());
        assertScores(json, 1.0 / 15, 0.5 / 0.75, 0);
        assertTrue(json.get("best_v_rand") == null);
        // In the last section the wall of the map is one column off, so that two columns are wrong.
        json = evaluate("--slices", "1-2");
        assertEquals("2,3,5", json.get("voxels").asText());
        assertEquals(6.0 / 30, json.get("pixel_error").asDouble(), 1e-6);
    }

    /**
     * A segment of the label may have two parts: those of segment 1 lie in one segment of the map, which is no error.
     */
    @Test
    void segmentIdsAreNotSplitIntoComponents() throws IOException {
        String[] around = {"11.11", "2.2.2", "11111"};
        write(output(), map(0.875f, 0.125f, new String[] {"11.11", "1.1.1", "11111"}));
        writeLabel(1, 2, around);
        assertScores(evaluate(), 0, rand(new int[] {9, 3}, 12), 0);
    }

    /** V_Rand of a single segment that merges true segments of the given numbers of voxels. */
    private static double rand(int[] merged, double all) {
        double squares = 0;
        for (int n : merged) {
            squares += n * n;
        }
        return squares / ((all * all + squares) / 2);
    }

    @ParameterizedTest
    @CsvSource({"0 1 1, 1 1 1, 1", "1 1 2, 1 2 2, 2"})
    void outputIsAlignedByItsOffsetAndStride(String offset, String stride, int step) throws IOException {
        String[] whole = {"1111111", "11.2222", "11.2222", "11.2222", "1111111"};
        writeLabel(1, 2, whole, whole);
        float[][][][] map = new float[2][step == 1 ? 2 : 1][step == 1 ? 3 : 2][step == 1 ? 5 : 3];
        for (int z = 0; z < map[0].length; z++) {
            for (int y = 0; y < map[0][0].length; y++) {
                for (int x = 0; x < map[0][0][0].length; x++) {
                    map[0][z][y][x] = whole[1 + y * step].charAt((step == 1 ? 1 : 2) + x * step) == '.' ? 0.1f : 0.9f;
                }
            }
        }
        write(output(), map, offset, stride);
        assertEquals(0, evaluate().get("pixel_error").asDouble());
    }

    @Test
    void affinityMapIsSegmentedInThreeDimensions() throws IOException {
        // Two sections with one cell through both; weak edges along x separate the cell on the right.
        float[][][][] affinity = new float[3][2][1][3];
        affinity[0][0][0] = new float[] {0, 0.9f, 0.2f};
        affinity[0][1][0] = new float[] {0, 0.8f, 0.3f};
        affinity[2][1][0] = new float[] {0.9f, 0.9f, 0.6f};
        write(output(), affinity);
        writeLabel(1, 2, new String[] {"112"}, new String[] {"112"});
        JsonNode json = evaluate("--channels", "xyz");
        assertEquals("affinity", json.get("kind").asText());
        assertScores(json, 0, 1, 1);
        // At 0.7 voxel 2 of either section has no edge and joins its neighbour, which leaves one segment.
        json = evaluate("--threshold", "0.7", "--kind", "affinity", "--channels", "xyz");
        assertScores(json, 1.0 / 7, rand(new int[] {4, 2}, 6), 0);
    }

    @Test
    void sectionWithoutSegmentsContributesToThePixelErrorOnly() throws IOException {
        writeMap(0.875f, 0.125f, CELLS, CELLS);
        writeLabel(255, 255, CELLS, new String[] {".....", ".....", "....."});
        assertScores(evaluate(), 12.0 / 30, 1, 1);
    }

    /** One labelled section of an output of several, which begins before the label: only that section counts. */
    @Test
    void scoresThePartOfTheOutputThatALabelShows() throws IOException {
        writeMap(0.875f, 0.125f, new String[] {".....", ".....", "....."}, CELLS, CELLS);
        writeLabel(1, 2, CELLS);
        JsonNode json = evaluate("--offset", "-1,0,0");
        assertEquals("1,3,5", json.get("voxels").asText());
        assertScores(json, 0, 1, 1);
        assertTrue(lines().contains("note: only the part of the output on which the label lies is scored"));
    }

    @Test
    void userErrorsAreReported() throws IOException {
        writeMap(0.875f, 0.125f, CELLS, CELLS);
        writeLabel(1, 2, CELLS);
        assertRefused(label() + ": the label has 1,3,5 voxels, the output 2,3,5; an output of a different size needs "
                + "the attribute 'offset', its position in the image, or --offset Z,Y,X (0,0,0 if the label lies at "
                + "the centre)");
        assertRefused("covers 2,3,5 voxels at offset 1,0,0 with stride 1,1,1; along each axis, one of them must lie",
                "--offset", "1,0,0");
        assertRefused("covers 2,3,5 voxels at offset 0,1,0", "--offset", "0,1,0");
        assertRefused("--slices 1-4: the output has only sections 0 to 1", "--slices", "1-4");
        assertRefused("'9-' is not a range of sections, such as 0-9", "--slices", "9-");
        assertRefused("'2' is neither 'best' nor a number from 0 to 1", "--threshold", "2");
        write(output(), map(0.875f, 0.125f, CELLS), "0 0 9", "1 1 1");
        assertRefused(label() + ": the label has 1,3,5 voxels, but the output covers 1,3,5 voxels at offset 0,0,9 "
                + "with stride 1,1,1; give the label of the same image");
        write(output(), map(0.875f, 0.125f, CELLS), "0 0 -1", "1 1 1");
        assertRefused("the attributes 'offset' = 0,0,-1 and 'stride' = 1,1,1 place the output outside the image");
        write(output(), new float[5][1][3][5]);
        assertRefused(output() + ": the output has 5 channels of float32, and no attribute 'out_type' states what they "
                + "mean; add --channels zyx");
        write(output(), map(Float.NaN, 0.1f, CELLS));
        assertRefused(output() + ": the output contains NaN in 0..1, 0..3, 0..5");
        write(output(), map(0.875f, 0.125f, CELLS));
        writeLabel(0, 0, CELLS);
        assertRefused(label() + ": the label is 0 everywhere in 0..1, 0..3, 0..5");
        use("out.h5", "lable.h5");
        assertRefused("lable.h5: there is no such file; did you mean ");
    }
}
