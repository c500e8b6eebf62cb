package org.znn.driver.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The command {@code evaluate} on files of other programs: segmentations, affinities, classes, inverted maps. */
class EvaluateKindsTest extends EvaluateFixture {

    private static final String[] CELLS = {"11.22", "11.22", "11.22"};

    @Test
    void segmentationIsComparedWithoutThreshold() throws IOException {
        write(output(), ids(70_000, 9, new String[] {"11122", "11122", "11122"}));
        writeLabel(1, 2, CELLS);
        JsonNode json = evaluate();
        assertEquals("segmentation", json.get("kind").asText());
        assertEquals(1, json.get("v_rand").asDouble());
        assertEquals(0, json.get("cremi_score").asDouble());
        assertNull(json.get("threshold"));
        assertNull(json.get("best_v_rand"));
    }

    /** One segment over both cells of 6 voxels: precision ½, recall 1; H(label|output) = 1 bit. */
    @Test
    void mergerLowersPrecisionAndRaisesVoiMerge() throws IOException {
        write(output(), ids(5, 5, CELLS));
        writeLabel(1, 2, CELLS);
        JsonNode json = evaluate();
        assertEquals(0.5, json.get("v_rand_merge").asDouble());
        assertEquals(1, json.get("v_rand_split").asDouble());
        assertEquals(1, json.get("voi_merge").asDouble());
        assertEquals(0, json.get("voi_split").asDouble());
        assertEquals(1.0 / 3, json.get("adapted_rand_error").asDouble(), 1e-6);
        assertEquals(Math.sqrt(1.0 / 3), json.get("cremi_score").asDouble(), 1e-6);
    }

    /** Ids that go on in the next section merge cells there, unless sections are compared on their own. */
    @Test
    void segmentationIsComparedAsAWholeOrBySection() throws IOException {
        write(output(), ids(1, 2, CELLS, CELLS));
        int[][][] truth = ids(3, 4, CELLS, CELLS);
        for (int[] row : truth[1]) {
            for (int x = 0; x < row.length; x++) {
                row[x] += row[x] == 0 ? 0 : 10;
            }
        }
        write(label(), truth);
        assertEquals(0.5, evaluate().get("v_rand_merge").asDouble());
        assertEquals(0.5, evaluate("--3d").get("v_rand_merge").asDouble());
        assertEquals(1, evaluate("--2d").get("v_rand_merge").asDouble());
    }

    /** The mask of the label is one component in three dimensions and two in each section. */
    @Test
    void maskIsSplitIntoComponentsOfItsMode() throws IOException {
        String[] joined = {"11111", "11111", "11111"};
        write(output(), ids(1, 1, CELLS, joined));
        writeLabel(255, 255, CELLS, joined);
        assertEquals(1, evaluate("--3d").get("v_rand").asDouble());
        assertEquals((0.5 / 0.75 + 1) / 2, evaluate("--2d").get("v_rand").asDouble(), 1e-6);
    }

    @Test
    void missingSegmentsOfTheOutputAreNoted() throws IOException {
        write(output(), ids(3, 0, CELLS));
        writeLabel(1, 2, CELLS);
        evaluate();
        assertTrue(lines().get(2).startsWith("note: 50.00 % of the voxels of true segments have id 0 in the output"),
                lines().toString());
    }

    @Test
    void negativeIdsAreRefused() throws IOException {
        write(output(), ids(1, 2, CELLS));
        writeLabel(1, -1, CELLS);
        assertRefused(label() + ": the id -1 in 0..1, 0..3, 0..5 is negative; segment ids are above 0; write 0 for");
        writeLabel(1, 2, CELLS);
        write(output(), ids(1, -7, CELLS));
        assertRefused(output() + ": the id -7 in");
    }

    @Test
    void logitsAreRefusedUnlessClipped() throws IOException {
        write(output(), map(7.5f, -6, CELLS));
        writeLabel(1, 2, CELLS);
        assertRefused(output() + ": the output has values from -6 to 7.5 in 0..1, 0..3, 0..5, but probabilities lie "
                + "from 0 to 1; logits need a sigmoid (or softmax) first; --clip");
        assertEquals(0, evaluate("--clip").get("pixel_error").asDouble());
        write(output(), map(255, 0, CELLS));
        assertRefused("--max-value M names the value that means 1");
        assertEquals(0, evaluate("--max-value", "510", "--threshold", "0.4", "--clip").get("pixel_error").asDouble());
        assertRefused("--max-value -1.0 is not a number above 0", "--max-value", "-1");
    }

    /** Segments as float32 are read as ids where the user says so. */
    @Test
    void floatingPointIdsAreASegmentationIfTold() throws IOException {
        float[][][] ids = {{{3, 3, 0, 8, 8}, {3, 3, 0, 8, 8}, {3, 3, 0, 8, 8}}};
        write(output(), ids);
        writeLabel(1, 2, CELLS);
        assertRefused("if these are segment ids, add --kind segmentation");
        assertEquals(1, evaluate("--kind", "segmentation").get("v_rand").asDouble());
    }

    @Test
    void invertedMapIsAskedAbout() throws IOException {
        writeMap(0.125f, 0.875f, CELLS);
        writeLabel(1, 2, CELLS);
        assertRefused(output() + ": channel 0 is higher where the label is 0 (mean 0.875) than in its segments "
                + "(mean 0.125); add --membrane-high if high values mean membrane, --label-inverted if the label is 0 "
                + "inside cells, or --inside-high if neither is so");
        assertEquals(0, evaluate("--membrane-high").get("pixel_error").asDouble());
        assertEquals(1, evaluate("--inside-high").get("pixel_error").asDouble());
        assertTrue(lines().get(2).startsWith("note: channel 0 is higher where the label is 0"), lines().toString());
        assertEquals(0, evaluate("--channel", "1", "--inside-high").get("pixel_error").asDouble());
        assertRefused("mutually exclusive", "--inside-high", "--membrane-high");
    }

    @Test
    void zerosOfAnInvertedLabelAreTheCells() throws IOException {
        writeMap(0.875f, 0.125f, CELLS);
        write(label(), new int[][][] {{{0, 0, 255, 0, 0}, {0, 0, 255, 0, 0}, {0, 0, 255, 0, 0}}});
        assertRefused("--label-inverted if the label is 0 inside cells");
        assertScores(evaluate("--label-inverted"), 0, 1, 1);
        assertRefused("--label-inverted describes a mask of cells", "--label-inverted", "--kind", "semantic");
    }

    @Test
    void boundaryMapIsSegmentedInThreeDimensionsIfTold() throws IOException {
        // The two cells are joined in the second section.
        String[] joined = {"11111", "11111", "11111"};
        writeMap(0.875f, 0.125f, CELLS, joined);
        writeLabel(1, 1, CELLS, joined);
        assertEquals(1, evaluate("--3d").get("v_rand").asDouble());
        assertEquals(1, evaluate("--2d").get("v_rand").asDouble());
        write(label(), ids(1, 2, CELLS, joined));
        assertEquals(1, evaluate("--3d").get("v_rand_split").asDouble());
        assertTrue(evaluate("--3d").get("v_rand_merge").asDouble() < 0.8);
        assertEquals(1, evaluate("--2d").get("v_rand_merge").asDouble());
    }

    @Test
    void affinitiesAreReadAsTold() throws IOException {
        float[][][][] affinity = new float[3][2][1][3];
        affinity[2][0][0] = new float[] {0, 0.9f, 0.2f};
        affinity[2][1][0] = new float[] {0, 0.8f, 0.3f};
        affinity[0][1][0] = new float[] {0.9f, 0.9f, 0.6f};
        write(output(), affinity);
        writeLabel(1, 2, new String[] {"112"}, new String[] {"112"});
        assertRefused("add --channels zyx or --channels xyz for affinities in that order");
        assertScores(evaluate("--channels", "zyx"), 0, 1, 1);
        assertScores(evaluate("--affinity-offsets", "-1,0,0;0,-1,0;0,0,-1"), 0, 1, 1);
        assertTrue(evaluate("--channels", "xyz").get("pixel_error").asDouble() > 0.3);
        // Along x alone, each section on its own; the lone voxel at the end joins its neighbour.
        assertEquals(0, evaluate("--channels", "zyx", "--2d").get("pixel_error").asDouble());
        float[][][][] forward = new float[3][2][1][3];
        forward[2][0][0] = new float[] {0.9f, 0.2f, 0};
        forward[2][1][0] = new float[] {0.8f, 0.3f, 0};
        forward[0][0][0] = new float[] {0.9f, 0.9f, 0.6f};
        write(output(), forward);
        assertScores(evaluate("--affinity-offsets", "1,0,0;0,1,0;0,0,1"), 0, 1, 1);
        assertRefused("'0,0,0' is not an affinity offset", "--affinity-offsets", "1,0,0;0,0,0");
        assertRefused("'zzx' is not an order of affinity channels", "--channels", "zzx");
        assertRefused("'far' is neither 'ignore' nor 'use'", "--channels", "zyx", "--long-range", "far");
        assertRefused("'affinities' is not a kind of output; known: boundary, affinity, segmentation, semantic",
                "--kind", "affinities");
    }

    /** Classes 0 1 2 2 predicted as 0 1 1 2: IoU 1, ½, ½. Class 9 is no channel and ignored. */
    @Test
    void semanticMapsAreScoredByClass() throws IOException {
        float[][][][] scores = new float[3][1][1][5];
        int[] predicted = {0, 1, 1, 2, 2};
        for (int x = 0; x < predicted.length; x++) {
            scores[predicted[x]][0][0][x] = 3.5f;
        }
        write(output(), scores);
        write(label(), new int[][][] {{{0, 1, 2, 2, 9}}});
        JsonNode json = evaluate("--kind", "semantic");
        assertEquals(0.75, json.get("accuracy").asDouble());
        assertEquals(2.0 / 3, json.get("mean_iou").asDouble(), 1e-6);
        assertEquals(0.5, json.get("iou_1").asDouble());
        assertTrue(lines().contains("note: voxels that are ignored because their label is none of the classes: 1"));
        write(output(), new int[][][] {{{0, 1, 1, 2, 2}}});
        json = evaluate("--kind", "semantic");
        assertEquals(0.6, json.get("accuracy").asDouble());
        assertEquals((1 + 0.5 + 1.0 / 3 + 0) / 4, json.get("mean_iou").asDouble(), 1e-6);
    }

    @Test
    void offsetOfTheUserDecides() throws IOException {
        writeMap(0.875f, 0.125f, CELLS);
        String[] whole = {"1111111", "11.2222", "11.2222", "11.2222", "1111111"};
        writeLabel(1, 2, whole);
        assertRefused("or --offset Z,Y,X (0,1,1 if it lies at the centre)");
        assertTrue(evaluate("--offset", "0,1,1", "--inside-high").get("pixel_error").asDouble() > 0);
        assertEquals(0, evaluate("--offset", "0,1,0").get("pixel_error").asDouble());
        assertRefused("the label has 1,5,7 voxels, but the output covers 1,3,5 voxels at offset 0,3,0", "--offset",
                "0,3,0");
    }

    /** Output and label each state a position: both may count from the same image. */
    @Test
    void positionsThatBothFitAreAskedAbout() throws IOException {
        String[] whole = {"1111111", "11.2222", "11.2222", "11.2222", "1111111"};
        write(label(), ids(1, 2, whole), "0 1 0", "1 1 1");
        write(output(), map(0.875f, 0.125f, CELLS), "0 2 0", "1 1 1");
        assertRefused("the output states the offset 0,2,0, the label 0,1,0; say where the output begins on the label: "
                + "--offset 0,1,0 if both count from the same image, --offset 0,2,0 if the output's counts from");
        write(label(), ids(1, 2, whole), "0 3 0", "1 1 1");
        write(output(), map(0.875f, 0.125f, CELLS), "0 4 0", "1 1 1");
        assertEquals(0, evaluate().get("pixel_error").asDouble());
    }
}
