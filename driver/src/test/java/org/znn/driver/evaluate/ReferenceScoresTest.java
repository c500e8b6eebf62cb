package org.znn.driver.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.SegmentationScores;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.ExternalTools;
import org.znn.common.volume.MemoryImage;
import org.znn.common.volume.Placement;

/**
 * Scores of segmentations, boundary maps and affinity maps against those that {@code score_segmentations.py} computed
 * with scikit-image and numpy; in memory and by slabs.
 */
class ReferenceScoresTest {

    private static final int MAX_SEGMENTS = 1 << 20;
    private static final int FIRST_SCORE = 4;

    private static List<String> rows() throws IOException {
        try (InputStream in = ReferenceScoresTest.class.getResourceAsStream("reference_scores.csv")) {
            return new String(in.readAllBytes(), UTF_8).lines().skip(1).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void scoresAreThoseOfScikitImage(String row) {
        String[] fields = row.split(",");
        double[] expected = Stream.of(fields).skip(FIRST_SCORE).mapToDouble(Double::parseDouble).toArray();
        FormulaVolumes volumes = new FormulaVolumes(Integer.parseInt(fields[0]));
        boolean whole = fields[3].equals("3d");
        assertClose(expected, fields[1].equals("segmentation") ? segmentation(volumes, fields[2], whole)
                : map(volumes, fields[1], fields[2], whole, 0), row);
        if (whole && !fields[1].equals("segmentation")) {
            // By slabs of as few sections as the longest edge permits, and of one more.
            int reach = fields[2].equals("long") ? 3 : 1;
            assertClose(expected, map(volumes, fields[1], fields[2], true, reach), row);
            assertClose(expected, map(volumes, fields[1], fields[2], true, reach + 1), row);
        }
    }

    /** The table is that of the script; skipped where Python or scikit-image is not installed. */
    @Test
    void tableIsReproducedByTheScript() throws Exception {
        String script = Files.readString(Path.of("src/test/python/score_segmentations.py"));
        List<String> computed = ExternalTools.runPython("numpy,skimage", script).lines().skip(1).toList();
        assertEquals(rows().size(), computed.size());
        for (int i = 0; i < computed.size(); i++) {
            assertClose(numbers(rows().get(i)), numbers(computed.get(i)), computed.get(i));
        }
    }

    private static double[] numbers(String row) {
        return Stream.of(row.split(",")).skip(FIRST_SCORE).mapToDouble(Double::parseDouble).toArray();
    }

    private static Score segmentation(FormulaVolumes volumes, String way, boolean whole) {
        ScoreAccumulator sums = new ScoreAccumulator(List.of(Double.NaN));
        SegmentationScorer scorer = new SegmentationScorer(new IdReader(volumes.segments(way)), truth(volumes), sums,
                MAX_SEGMENTS);
        pieces(volumes.size(), whole).forEach(piece -> scorer.add(piece, 1 + volumes.size().z() / 2, line -> { }));
        return sums.scores().get(0);
    }

    /** Scores a map in memory, or by slabs if their depth is not 0. */
    private static Score map(FormulaVolumes volumes, String kind, String way, boolean whole, int depth) {
        MemoryImage image;
        ProbabilityMap map;
        if (kind.equals("boundary")) {
            image = volumes.boundary(way);
            map = new BoundaryMap(0, way.equals("inside") ? BoundaryPolarity.INSIDE : BoundaryPolarity.MEMBRANE);
        } else {
            AffinityChannels channels = switch (way) {
                case "forward" -> AffinityChannels.parseOffsets("1,0,0;0,1,0;0,0,1");
                case "long" -> AffinityChannels.parseOffsets("-1,0,0;0,-1,0;0,0,-1;2,-1,0;0,0,3");
                default -> AffinityChannels.parseOrder(way);
            };
            image = volumes.affinity(channels);
            map = new AffinityMap(channels.edges().stream().filter(e -> whole || e.sections() == 0).toList());
        }
        List<Double> thresholds = List.of(0.5);
        ScoreAccumulator sums = new ScoreAccumulator(thresholds);
        MapReader reader = new MapReader(image, new ValueScale("map", ElementType.FLOAT64, 1, false, false),
                map.channels());
        if (depth == 0) {
            PieceScorer scorer = new PieceScorer(reader, map, truth(volumes), thresholds, sums, new PolarityCheck());
            pieces(volumes.size(), whole).forEach(scorer::add);
        } else {
            new SlabScorer(reader, map, truth(volumes), thresholds, sums, new PolarityCheck(),
                    new Slabs(Box.ofSize(volumes.size()), depth, 100), MAX_SEGMENTS).score(line -> { });
        }
        return sums.scores().get(0);
    }

    private static GroundTruth truth(FormulaVolumes volumes) {
        return new GroundTruth(volumes.truth(), new Placement(Vec3.ZERO, Vec3.ONE), Box.ofSize(volumes.size()),
                false, MAX_SEGMENTS);
    }

    private static List<Box> pieces(Vec3 size, boolean whole) {
        return whole ? List.of(Box.ofSize(size)) : IntStream.range(0, size.z())
                .mapToObj(z -> new Box(new Vec3(z, 0, 0), size.with(0, 1))).toList();
    }

    private static void assertClose(double[] expected, Score actual, String message) {
        SegmentationScores s = actual.segments();
        double[] scores = {actual.pixelError(), s.vRand(), s.vRandSplit(), s.vRandMerge(), s.vInfo(),
            s.adaptedRandError(), s.distinctPairsError(), s.voiSplit(), s.voiMerge(), s.cremiScore()};
        assertClose(expected, scores, message);
    }

    private static void assertClose(double[] expected, double[] actual, String message) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-8, () -> message + " but " + Arrays.toString(actual));
        }
    }
}
