package org.znn.driver.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeInfo;

/** What type, channels, attributes and options say about an output, and which question they leave. */
class OutputInterpreterTest {

    private static final String ASKED = "no attribute 'out_type' states";
    private Optional<OutputKind> kind = Optional.empty();
    private Optional<Boolean> whole = Optional.empty();
    private Optional<Integer> channel = Optional.empty();
    private Optional<BoundaryPolarity> polarity = Optional.empty();
    private Optional<AffinityChannels> channels = Optional.empty();
    private Optional<LongRangeEdges> longRange = Optional.empty();
    private Optional<Double> maxValue = Optional.empty();

    @ParameterizedTest
    @CsvSource({"FLOAT32, 2, BOUNDARY, 1", "FLOAT16, 1, BOUNDARY, 1", "UINT8, 2, BOUNDARY, 255",
        "UINT16, 2, BOUNDARY, 65535", "UINT32, 1, SEGMENTATION, 1", "INT64, 1, SEGMENTATION, 1",
        "INT16, 1, SEGMENTATION, 1"})
    void clearOutputsNeedNoOption(ElementType type, int count, OutputKind expected, double scale) {
        Interpretation meaning = interpret(type, count, "");
        assertEquals(expected, meaning.kind());
        assertEquals(scale, meaning.maxValue());
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 3", "FLOAT32, 4", "UINT8, 1", "UINT16, 1", "UINT8, 3", "UINT32, 2", "INT8, 3"})
    void unclearOutputsAreAskedAbout(ElementType type, int count) {
        assertTrue(refusal(type, count, "").contains(ASKED));
    }

    @ParameterizedTest
    @CsvSource({"boundary, 2, BOUNDARY", "affinity, 3, AFFINITY", "semantic, 3, SEMANTIC", "semantic, 2, SEMANTIC",
        "boundary, 1, BOUNDARY"})
    void ownOutputsAreKnownByTheirAttribute(String outType, int count, OutputKind expected) {
        for (ElementType type : List.of(ElementType.FLOAT32, ElementType.UINT8)) {
            Interpretation meaning = interpret(type, count, outType);
            assertEquals(expected, meaning.kind());
            assertTrue(!meaning.assumed());
        }
    }

    @Test
    void ownAffinitiesLeadToThePrecedingVoxelAlongXyz() {
        assertEquals(List.of(new AffinityEdge(0, new Vec3(0, 0, -1)), new AffinityEdge(1, new Vec3(0, -1, 0)),
                new AffinityEdge(2, new Vec3(-1, 0, 0))), interpret(ElementType.FLOAT32, 3, "affinity").edges());
    }

    @Test
    void optionsDecide() {
        channels = Optional.of(AffinityChannels.parseOrder("zy-"));
        assertEquals(List.of(new AffinityEdge(0, new Vec3(-1, 0, 0)), new AffinityEdge(1, new Vec3(0, -1, 0))),
                interpret(ElementType.UINT8, 3, "").edges());
        channels = Optional.empty();
        polarity = Optional.of(BoundaryPolarity.MEMBRANE);
        assertEquals(OutputKind.BOUNDARY, interpret(ElementType.UINT8, 1, "").kind());
        assertTrue(!interpret(ElementType.UINT8, 1, "").assumed());
        channel = Optional.of(3);
        assertEquals(3, interpret(ElementType.FLOAT32, 5, "").channel());
    }

    @Test
    void longRangeAffinitiesAreAskedAbout() {
        channels = Optional.of(AffinityChannels.parseOffsets("-1,0,0;0,-1,0;0,0,-1;0,0,-9"));
        assertTrue(refusal(ElementType.FLOAT32, 4, "").contains("--long-range ignore"));
        longRange = Optional.of(LongRangeEdges.IGNORE);
        assertEquals(3, interpret(ElementType.FLOAT32, 4, "").edges().size());
        longRange = Optional.of(LongRangeEdges.USE);
        assertEquals(4, interpret(ElementType.FLOAT32, 4, "").edges().size());
    }

    @Test
    void affinitiesBetweenSectionsAreLeftOutOfSections() {
        channels = Optional.of(AffinityChannels.parseOrder("zyx"));
        whole = Optional.of(false);
        assertEquals(2, interpret(ElementType.FLOAT32, 3, "").edges().size());
        channels = Optional.of(AffinityChannels.parseOrder("z"));
        assertTrue(refusal(ElementType.FLOAT32, 1, "").contains("no affinity between neighbours is left"));
    }

    @Test
    void contradictionsAreRefused() {
        kind = Optional.of(OutputKind.AFFINITY);
        assertTrue(refusal(ElementType.FLOAT32, 3, "").contains("the order of the affinity channels is unknown"));
        channels = Optional.of(AffinityChannels.parseOrder("zyx"));
        assertTrue(refusal(ElementType.FLOAT32, 4, "").contains("the output has 4 channels, but 3 are named"));
        kind = Optional.of(OutputKind.BOUNDARY);
        assertTrue(refusal(ElementType.FLOAT32, 2, "").contains("describe affinities"));
        channels = Optional.empty();
        assertTrue(refusal(ElementType.INT32, 1, "").contains("no agreed range"));
        maxValue = Optional.of(1000.0);
        assertEquals(1000, interpret(ElementType.INT32, 1, "").maxValue());
        kind = Optional.of(OutputKind.SEGMENTATION);
        assertTrue(refusal(ElementType.INT32, 1, "").contains("--max-value and --clip describe probabilities"));
        maxValue = Optional.empty();
        assertTrue(refusal(ElementType.INT32, 2, "").contains("a segmentation one"));
        channel = Optional.of(1);
        assertTrue(refusal(ElementType.INT32, 1, "").contains("describe boundary maps"));
        kind = Optional.empty();
        assertTrue(refusal(ElementType.FLOAT32, 2, "").contains("only channel 0 is known to mean cell interior"));
    }

    private Interpretation interpret(ElementType type, int count, String outType) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Interpretation> meaning = interpret(type, count, outType, diagnostics);
        return meaning.orElseThrow(() -> new AssertionError(diagnostics.errors().toString()));
    }

    private String refusal(ElementType type, int count, String outType) {
        Diagnostics diagnostics = new Diagnostics();
        assertEquals(Optional.empty(), interpret(type, count, outType, diagnostics));
        return diagnostics.errors().toString();
    }

    private Optional<Interpretation> interpret(ElementType type, int count, String outType, Diagnostics diagnostics) {
        VolumeInfo info = VolumeInfo.of("out.h5", "HDF5", "c,z,y,x", count, new Vec3(2, 3, 4), type)
                .withAttributes(outType.isEmpty() ? Map.of() : Map.of("out_type", outType));
        return new OutputInterpreter(info, new EvaluationRequest.OutputOptions(kind, whole, channel, polarity, channels,
                longRange, maxValue, false), diagnostics).interpret();
    }
}
