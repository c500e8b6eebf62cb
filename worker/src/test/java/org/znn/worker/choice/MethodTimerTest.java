package org.znn.worker.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;

/** Times as a clock tells them that runs with what is computed. */
class MethodTimerTest {

    private static final ConvolutionShape SHAPE = new ConvolutionShape(32, 32, new Vec3(1, 3, 3), Vec3.ONE);
    private static final ConvolutionCall CALL = call(new Vec3(1, 100, 200));
    private static final long MEMORY = 1 << 26;

    private final AtomicLong clock = new AtomicLong();

    @Test
    void tellsTheFastestOfSevenRunsInTurn() {
        Iterator<Double> fftSeconds = List.of(0.030, 0.005, 0.009, 0.008, 0.011, 0.010, 0.010, 0.007, 0.008).iterator();
        FakeFamily direct = family(call -> 0.010, 0, Footprint.NONE);
        FakeFamily fft = family(call -> call.equals(CALL) ? fftSeconds.next() : 0.010, 0, Footprint.NONE);
        List<MethodTime> times = time(false, MEMORY, 60, direct, fft, question(CALL));
        long small = direct.runs().stream().filter(c -> !c.equals(CALL)).count();
        assertTrue(small >= 2, () -> small + " runs of a tiny image");
        assertEquals(small + 8, direct.runs().size());
        assertEquals(direct.runs().size() + 1, fft.runs().size(), "what looks slow has a second chance");
        assertEquals(List.of(7, 7), times.stream().map(MethodTime::runs).toList());
        assertEquals(0.010, seconds(times, CALL, ConvolutionMethod.DIRECT), 1e-9);
        assertEquals(0.007, seconds(times, CALL, ConvolutionMethod.FFT), 1e-9, "first runs do not count");
    }

    @Test
    void dropsAfterOneRunWhatIsHopelessByTheModelToo() {
        FakeFamily direct = family(perVoxel(16e-5), 0, Footprint.NONE);
        FakeFamily fft = family(perVoxel(4e-5), 0, Footprint.NONE);
        ConvolutionCall wide = new ConvolutionCall(ConvolutionPass.FORWARD,
                new ConvolutionShape(32, 32, new Vec3(1, 7, 7), Vec3.ONE), new Vec3(1, 130, 130));
        List<MethodTime> times = time(false, 1 << 30, 600, direct, fft, question(wide));
        assertEquals(1, direct.runs().stream().filter(wide::equals).count());
        assertEquals(1, fft.runs().stream().filter(wide::equals).count(), "nothing is left to be compared with");
        assertEquals(4.0, seconds(times, wide, ConvolutionMethod.DIRECT)
                / seconds(times, wide, ConvolutionMethod.FFT), 1e-6);
    }

    @Test
    void whatTheModelSpeaksForHasASecondRun() {
        FakeFamily direct = family(perVoxel(1e-5), 0, Footprint.NONE);
        FakeFamily fft = family(perVoxel(4e-5), 0, Footprint.NONE);
        ConvolutionCall large = call(new Vec3(1, 300, 300));
        List<MethodTime> times = time(false, 1 << 30, 600, direct, fft, question(large));
        assertEquals(2, direct.runs().stream().filter(large::equals).count());
        assertEquals(4.0, seconds(times, large, ConvolutionMethod.FFT)
                / seconds(times, large, ConvolutionMethod.DIRECT), 1e-6);
    }

    @Test
    void whatThereIsNoTimeForIsThoughtToTakeAsLongAsTheModelSays() {
        FakeFamily direct = family(perVoxel(1e-2), 0, Footprint.NONE);
        FakeFamily fft = family(perVoxel(1e-2), 0, Footprint.NONE);
        List<MethodTime> times = time(false, 1L << 40, 4, direct, fft, question(CALL));
        assertEquals(List.of(0, 0), times.stream().map(MethodTime::runs).toList());
        assertEquals(MethodModel.operations(ConvolutionMethod.FFT, CALL) / CALL.operations(),
                seconds(times, CALL, ConvolutionMethod.FFT) / seconds(times, CALL, ConvolutionMethod.DIRECT), 1e-6);
    }

    @Test
    void hearsAgainWhatWasSlowBecauseItWasBeingCompiled() {
        ConvolutionCall early = call(new Vec3(1, 300, 300));
        ConvolutionCall late = new ConvolutionCall(ConvolutionPass.FORWARD,
                new ConvolutionShape(32, 32, new Vec3(1, 5, 5), Vec3.ONE), early.output());
        FakeFamily direct = family(perVoxel(1e-5), 0, Footprint.NONE);
        FakeFamily fft = family(call -> perVoxel(call.shape().equals(SHAPE) && clock.get() < 8e9 ? 4e-5 : 0.5e-5)
                .applyAsDouble(call), 0, Footprint.NONE);
        List<MethodTime> times = time(false, 1 << 30, 600, direct, fft, question(early), question(late));
        assertEquals(2.0, seconds(times, early, ConvolutionMethod.DIRECT)
                / seconds(times, early, ConvolutionMethod.FFT), 1e-6);
        assertTrue(times.stream().allMatch(time -> time.runs() > 0), times::toString);
    }

    @Test
    void inTrainingTakesNewWeightsEachTime() {
        FakeFamily direct = family(call -> 0.010, 0.001, Footprint.NONE);
        FakeFamily fft = family(call -> 0.007, 0.006, Footprint.NONE);
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            ConvolutionCall call = new ConvolutionCall(pass, SHAPE, CALL.output());
            List<MethodTime> times = time(true, MEMORY, 60, direct, fft, question(call));
            boolean weights = pass != ConvolutionPass.WEIGHT_GRADIENT;
            assertEquals(weights ? 0.011 : 0.010, seconds(times, call, ConvolutionMethod.DIRECT), 1e-9);
            assertEquals(weights ? 0.013 : 0.007, seconds(times, call, ConvolutionMethod.FFT), 1e-9);
        }
    }

    @Test
    void keepsToTheTimeThereIs() {
        FakeFamily direct = family(perVoxel(1e-4), 0, Footprint.NONE);
        FakeFamily fft = family(perVoxel(0.9e-4), 0, Footprint.NONE);
        List<Question> questions = List.of(question(call(new Vec3(1, 300, 300))), question(call(new Vec3(1, 250, 250))),
                question(call(new Vec3(1, 2000, 2000))), question(CALL));
        List<MethodTime> times = time(false, 1L << 40, 60, direct, fft, questions.toArray(Question[]::new));
        assertTrue(clock.get() * 1e-9 < 80, () -> clock.get() * 1e-9 + " s");
        assertEquals(8, times.size());
        ConvolutionCall hours = questions.get(2).call();
        assertTrue(direct.runs().stream().noneMatch(hours::equals));
        times.stream().filter(t -> t.call().equals(hours)).forEach(t -> assertEquals(0, t.runs()));
        assertEquals(0.9, seconds(times, hours, ConvolutionMethod.FFT)
                / seconds(times, hours, ConvolutionMethod.DIRECT), 1e-6, "as smaller images tell");
    }

    @Test
    void whatTakesTooLongIsMeasuredOnAsLargeAnImageAsThereIsTimeFor() {
        Vec3 output = new Vec3(1, 2000, 2000);
        FakeFamily direct = family(perVoxel(1e-5), 0, Footprint.NONE);
        FakeFamily fft = family(call -> 0.05 + 0.5e-5 * call.output().product(), 0, Footprint.NONE);
        List<MethodTime> times = time(false, 1L << 40, 60, direct, fft, question(call(output)));
        double real = seconds(times, call(output), ConvolutionMethod.FFT);
        assertEquals(20, real, 1, "of which little is the start that hides all else in small images");
        assertEquals(new Vec3(1, 500, 1000), fft.runs().stream().map(ConvolutionCall::output)
                .reduce((a, b) -> a.product() > b.product() ? a : b).orElseThrow());
        assertTrue(clock.get() * 1e-9 < 80, () -> clock.get() * 1e-9 + " s");
    }

    @Test
    void imagesGrowEightfoldAndKeepWholeTilesForEachResidueOfTheDilation() {
        ConvolutionShape deep = new ConvolutionShape(80, 80, new Vec3(3, 3, 3), new Vec3(8, 8, 8));
        List<Vec3> sizes = GrowingSizes.of(new ConvolutionCall(ConvolutionPass.FORWARD, deep, new Vec3(200, 400, 800)))
                .stream().map(ConvolutionCall::output).toList();
        assertEquals(List.of(new Vec3(50, 50, 50), new Vec3(100, 100, 100), new Vec3(200, 200, 200),
                new Vec3(200, 400, 800)), sizes);
        assertEquals(List.of(CALL), GrowingSizes.of(CALL), "what is small is itself the only one");
    }

    @Test
    void takesNoMoreMemoryThanThereIs() {
        Footprint large = new Footprint(MEMORY, Scratch.Size.NONE);
        FakeFamily direct = family(perVoxel(1e-5), 0, Footprint.NONE);
        FakeFamily fft = family(perVoxel(0.5e-5), 0, large);
        List<MethodTime> times = time(false, MEMORY, 60, direct, fft, question(CALL));
        assertTrue(fft.runs().stream().noneMatch(c -> c.equals(CALL)));
        assertEquals(List.of(0, 0), times.stream().map(MethodTime::runs).toList());
    }

    private List<MethodTime> time(boolean training, long memory, double limit, FakeFamily direct, FakeFamily fft,
            Question... questions) {
        Methods<float[]> methods = new Methods<>(Precision.FLOAT32,
                Map.of(ConvolutionMethod.DIRECT, direct, ConvolutionMethod.FFT, fft), TrialNumbers::floats);
        try (ThreadTeam team = new ThreadTeam(1)) {
            return new MethodTimer<>(methods, team, training, memory, clock::get).time(List.of(questions), limit);
        }
    }

    private FakeFamily family(ToDoubleFunction<ConvolutionCall> seconds, double newWeights, Footprint footprint) {
        return new FakeFamily(clock, seconds, newWeights, footprint);
    }

    private static ToDoubleFunction<ConvolutionCall> perVoxel(double seconds) {
        return call -> seconds * call.output().product();
    }

    private static ConvolutionCall call(Vec3 output) {
        return new ConvolutionCall(ConvolutionPass.FORWARD, SHAPE, output);
    }

    private static Question question(ConvolutionCall call) {
        return new Question(call, List.of(ConvolutionMethod.DIRECT, ConvolutionMethod.FFT));
    }

    private static double seconds(List<MethodTime> times, ConvolutionCall call, ConvolutionMethod method) {
        return times.stream().filter(t -> t.call().equals(call) && t.method() == method).findFirst().orElseThrow()
                .seconds();
    }
}
