package org.znn.worker.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.LayerMethods;
import org.znn.common.volume.Precision;
import org.znn.worker.choice.Decision.Basis;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.engine.PlannedConvolution;

/** What the modes make of networks. */
class ConvolutionChooserTest {

    private static final long MUCH = 1L << 40;
    private static final Footprint LARGE = new Footprint(1000, Scratch.Size.NONE);
    /** Two alike, one that the network wants by FFT, one of 1x1x1. */
    private static final Outline NET = new Outline(Map.of("a", edge("a", 3, false), "b", edge("b", 3, false),
            "c", edge("c", 5, true), "d", edge("d", 1, true)),
            List.of(planned("a", 3, ConvolutionPass.FORWARD), planned("b", 3, ConvolutionPass.FORWARD),
                    planned("c", 5, ConvolutionPass.FORWARD), planned("d", 1, ConvolutionPass.FORWARD)), 540,
            choice -> 500 + 1000 * choice.layers().size() + 10 * (4 - choice.layers().size()));

    @Test
    void fixedModesKeepTheirRules() {
        assertEquals("c=fft", chooser(ConvolutionMode.DIRECT).decide(NET, MUCH).choice().text());
        assertEquals("a=fft,b=fft,c=fft", chooser(ConvolutionMode.FFT).decide(NET, MUCH).choice().text());
        assertEquals("a=winograd,b=winograd,c=winograd",
                chooser(ConvolutionMode.WINOGRAD).decide(NET, MUCH).choice().text());
        assertEquals("a=winograd-strict,b=winograd-strict,c=winograd-strict",
                chooser(ConvolutionMode.WINOGRAD_STRICT).decide(NET, MUCH).choice().text());
        assertEquals(List.of("mode direct", "mode direct", "fft 1 of the edge", "kernel 1,1,1"),
                chooser(ConvolutionMode.DIRECT).decide(NET, MUCH).rows().stream().map(Decision.Row::why).toList());
    }

    @Test
    void whatAMethodCannotIsDirect() {
        for (ConvolutionMode mode : ConvolutionMode.values()) {
            ConvolutionChooser chooser = new ConvolutionChooser(mode, methods(ConvolutionMethod.DIRECT), 1);
            Decision decision = chooser.decide(NET, MUCH);
            assertEquals(ConvolutionChoice.DIRECT, decision.choice(), mode::text);
            assertEquals(Basis.RULE, decision.basis());
            assertEquals(List.of(), chooser.questions(NET));
        }
        assertEquals("no fft of it", new ConvolutionChooser(ConvolutionMode.FFT, methods(ConvolutionMethod.DIRECT), 1)
                .decide(NET, MUCH).rows().get(0).why());
    }

    @Test
    void equalLayersAreMeasuredOnceAndTheFastestIsTaken() {
        ConvolutionChooser chooser = chooser(ConvolutionMode.OPTIMIZE);
        List<Question> questions = chooser.questions(NET);
        assertEquals(2, questions.size());
        assertEquals(List.of(ConvolutionMethod.DIRECT, ConvolutionMethod.FFT, ConvolutionMethod.WINOGRAD),
                questions.get(0).methods());
        assertEquals(Basis.MODEL, chooser.decide(NET, MUCH).basis());
        List<MethodTime> times = times(questions, Map.of(ConvolutionMethod.DIRECT, 3.0, ConvolutionMethod.FFT, 2.0,
                ConvolutionMethod.WINOGRAD, 1.0));
        Decision decision = chooser.decide(NET, MUCH, times);
        assertEquals("a=winograd,b=winograd,c=winograd", decision.choice().text());
        assertEquals(500 + 3 * 1000 + 10, decision.bytes());
        assertEquals(List.of("measured", "measured", "measured", "kernel 1,1,1"),
                decision.rows().stream().map(Decision.Row::why).toList());
        assertEquals(1, decision.rows().get(0).costs().get(ConvolutionMethod.WINOGRAD));
    }

    @Test
    void tellsWhichTimesAreNotOfTheRealSize() {
        ConvolutionChooser chooser = chooser(ConvolutionMode.OPTIMIZE);
        List<MethodTime> times = chooser.questions(NET).stream().flatMap(q -> q.methods().stream()
                .map(m -> new MethodTime(q.call(), m, 1, m == ConvolutionMethod.FFT ? 0 : 7))).toList();
        assertEquals(List.of(Set.of(ConvolutionMethod.FFT), Set.of(ConvolutionMethod.FFT),
                Set.of(ConvolutionMethod.FFT), Set.of()),
                chooser.decide(NET, MUCH, times).rows().stream().map(Decision.Row::estimated).toList());
    }

    @Test
    void whatDoesNotFitIsGivenUp() {
        ConvolutionChooser chooser = chooser(ConvolutionMode.OPTIMIZE);
        List<MethodTime> times = times(chooser.questions(NET), Map.of(ConvolutionMethod.DIRECT, 3.0,
                ConvolutionMethod.FFT, 2.0, ConvolutionMethod.WINOGRAD, 1.0));
        Decision decision = chooser.decide(NET, 500 + 2030, times);
        assertEquals(2, decision.choice().layers().size());
        assertTrue(decision.bytes() <= 2530);
        assertEquals(1, decision.rows().stream().filter(r -> r.why().equals(
                "measured, winograd given up for memory")).count());
        assertEquals(ConvolutionChoice.DIRECT, chooser.decide(NET, 500 + 40).choice());
    }

    @Test
    void theThreePassesOfTrainingAreChosenOneByOne() {
        List<PlannedConvolution> convolutions = new ArrayList<>();
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            convolutions.add(planned("a", 3, pass));
        }
        convolutions.add(planned("c", 5, ConvolutionPass.FORWARD));
        convolutions.add(planned("c", 5, ConvolutionPass.WEIGHT_GRADIENT));
        Outline step = new Outline(NET.edges(), convolutions, 0, choice -> 0);
        ConvolutionChooser chooser = chooser(ConvolutionMode.OPTIMIZE_STRICT);
        List<MethodTime> times = new ArrayList<>();
        for (Question question : chooser.questions(step)) {
            ConvolutionMethod fastest = question.call().pass() == ConvolutionPass.INPUT_GRADIENT
                    ? ConvolutionMethod.DIRECT : question.call().pass() == ConvolutionPass.FORWARD
                            ? ConvolutionMethod.FFT : ConvolutionMethod.WINOGRAD_STRICT;
            question.methods().forEach(m -> times.add(new MethodTime(question.call(), m, m == fastest ? 1 : 2, 7)));
        }
        assertEquals("a=fft/direct/winograd-strict,c=fft/fft/winograd-strict",
                chooser.decide(step, MUCH, times).choice().text());
    }

    @Test
    void trainingComputesAllThreePassesAsTheModeSaysWhereThatIsPossible() {
        List<PlannedConvolution> convolutions = new ArrayList<>();
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            convolutions.add(planned("a", 3, pass));
            convolutions.add(planned("e", 6, pass));
        }
        Outline step = new Outline(Map.of("a", edge("a", 3, false), "e", edge("e", 6, false)), convolutions, 0,
                choice -> 0);
        for (ConvolutionMode mode : List.of(ConvolutionMode.WINOGRAD, ConvolutionMode.WINOGRAD_STRICT)) {
            ConvolutionMethod method = mode.methods(Vec3.ONE.with(2, 3), false).get(0);
            ConvolutionChooser chooser = new ConvolutionChooser(mode, Precision.FLOAT32, 2);
            Decision decision = chooser.decide(step, MUCH);
            assertEquals(new ConvolutionChoice(Map.of("a", LayerMethods.all(method))), decision.choice());
            assertEquals("no " + method.text() + " of it", decision.rows().get(1).why());
        }
        Question question = new ConvolutionChooser(ConvolutionMode.OPTIMIZE, Precision.FLOAT32, 2).questions(step)
                .stream().filter(q -> q.call().equals(planned("a", 3, ConvolutionPass.WEIGHT_GRADIENT).call()))
                .findFirst().orElseThrow();
        assertEquals(List.of(ConvolutionMethod.DIRECT, ConvolutionMethod.FFT, ConvolutionMethod.WINOGRAD),
                question.methods());
    }

    @Test
    void anEarlierChoiceIsKeptWhereItIsOneOfTheModes() {
        ConvolutionChoice choice = ConvolutionChoice.parse("a=winograd,c=fft");
        ConvolutionChooser chooser = chooser(ConvolutionMode.OPTIMIZE);
        Decision decision = chooser.keep(NET, choice);
        assertEquals(choice, decision.choice());
        assertEquals(Basis.KEPT, decision.basis());
        assertEquals(500 + 2 * 1000 + 2 * 10, decision.bytes());
        assertTrue(chooser.allows(NET, choice));
        assertFalse(chooser(ConvolutionMode.OPTIMIZE_STRICT).allows(NET, choice));
        assertFalse(chooser.allows(NET, new ConvolutionChoice(Map.of("d", LayerMethods.all(ConvolutionMethod.FFT)))));
        ConvolutionChooser without = new ConvolutionChooser(ConvolutionMode.OPTIMIZE, methods(ConvolutionMethod.DIRECT,
                ConvolutionMethod.FFT), 1);
        assertEquals("the edge 'a' cannot be computed by winograd",
                assertThrows(IllegalArgumentException.class, () -> without.keep(NET, choice)).getMessage());
    }

    @Test
    void anEarlierChoiceOfAnotherNetworkIsRefused() {
        ConvolutionChoice choice = ConvolutionChoice.parse("a=fft,e=fft");
        ConvolutionChooser chooser = chooser(ConvolutionMode.OPTIMIZE);
        assertFalse(chooser.allows(NET, choice));
        assertEquals("'a=fft,e=fft' tells of edges that are not there",
                assertThrows(IllegalArgumentException.class, () -> chooser.keep(NET, choice)).getMessage());
    }

    @Test
    void theModelComesNearToWhatWasMeasured() {
        assertModel(0.21, ConvolutionMethod.FFT, 80, new Vec3(3, 3, 3), Vec3.cube(32));
        assertModel(0.076, ConvolutionMethod.FFT, 80, new Vec3(5, 5, 5), Vec3.cube(32));
        assertModel(0.047, ConvolutionMethod.FFT, 80, new Vec3(7, 7, 7), Vec3.cube(32));
        assertModel(0.38, ConvolutionMethod.FFT, 48, new Vec3(1, 5, 5), new Vec3(1, 320, 320));
        assertModel(0.54, ConvolutionMethod.WINOGRAD, 24, new Vec3(1, 3, 3), new Vec3(1, 320, 320));
        assertModel(0.29, ConvolutionMethod.WINOGRAD, 48, new Vec3(1, 5, 5), new Vec3(1, 320, 320));
        assertModel(0.24, ConvolutionMethod.WINOGRAD, 80, new Vec3(3, 3, 3), new Vec3(16, 32, 64));
    }

    private static void assertModel(double share, ConvolutionMethod method, int maps, Vec3 kernel, Vec3 output) {
        ConvolutionCall call = new ConvolutionCall(ConvolutionPass.FORWARD,
                new ConvolutionShape(maps, maps, kernel, Vec3.ONE), output);
        double model = MethodModel.operations(method, call) / call.operations();
        assertTrue(model > share / 1.7 && model < share * 1.7, () -> method + " of " + call + ": " + model);
    }

    private static List<MethodTime> times(List<Question> questions, Map<ConvolutionMethod, Double> seconds) {
        return questions.stream().flatMap(q -> q.methods().stream()
                .map(m -> new MethodTime(q.call(), m, seconds.get(m), 7))).toList();
    }

    private static ConvolutionChooser chooser(ConvolutionMode mode) {
        return new ConvolutionChooser(mode, methods(ConvolutionMethod.values()), 1);
    }

    private static Methods<float[]> methods(ConvolutionMethod... of) {
        Map<ConvolutionMethod, ConvolutionFamily<float[]>> families = new EnumMap<>(ConvolutionMethod.class);
        for (ConvolutionMethod method : of) {
            families.put(method, new FakeFamily(new AtomicLong(), call -> 0, 0, method == ConvolutionMethod.DIRECT
                    ? new Footprint(10, Scratch.Size.NONE) : LARGE));
        }
        return new Methods<>(Precision.FLOAT32, families, TrialNumbers::floats);
    }

    private static EdgeSpec edge(String name, int kernel, boolean fft) {
        return new EdgeSpec(name, EdgeType.CONV, "n", "m", new Vec3(1, kernel, kernel), Vec3.ONE, Vec3.ONE, Vec3.ZERO,
                1, fft ? Map.of("fft", "1") : Map.of(), 1);
    }

    private static PlannedConvolution planned(String edge, int kernel, ConvolutionPass pass) {
        return new PlannedConvolution(edge, new ConvolutionCall(pass, new ConvolutionShape(24, 24,
                new Vec3(1, kernel, kernel), Vec3.ONE), new Vec3(1, 50, 50)));
    }
}
