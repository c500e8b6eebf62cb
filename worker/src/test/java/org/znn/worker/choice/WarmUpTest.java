package org.znn.worker.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.parallel.ThreadTeam;

/** Tiny images, by a clock that runs with what is computed. */
class WarmUpTest {

    private static final ConvolutionCall CALL = new ConvolutionCall(ConvolutionPass.FORWARD,
            new ConvolutionShape(32, 32, new Vec3(1, 3, 3), Vec3.ONE), new Vec3(8, 100, 2000));

    private final AtomicLong clock = new AtomicLong();

    @Test
    void computesTinyImagesInTurnUntilThatGetsNoFaster() {
        FakeFamily direct = family(1e-3);
        FakeFamily fft = family(0.5e-3);
        double operation = run(direct, fft, 60, Long.MAX_VALUE);
        assertTrue(direct.runs().stream().allMatch(c -> c.output().product() <= 64 && c.shape().equals(CALL.shape())));
        assertEquals(direct.runs().size(), fft.runs().size());
        assertTrue(clock.get() > 1e9 && clock.get() < 1.5e9, () -> clock + " ns");
        ConvolutionCall tiny = direct.runs().get(0);
        assertEquals(Math.min(1e-3 / tiny.operations(), 0.5e-3 / MethodModel.operations(ConvolutionMethod.FFT, tiny)),
                operation, 1e-15);
    }

    @Test
    void endsWhenTheTimeIsOver() {
        FakeFamily direct = family(0.3);
        run(direct, family(0.3), 0.5, Long.MAX_VALUE);
        assertEquals(2, direct.runs().size(), "two rounds are the least");
    }

    @Test
    void endsWhenItIsTold() {
        FakeFamily direct = family(1e-3);
        run(direct, family(1e-3), 60, 20);
        assertEquals(10, direct.runs().size());
    }

    /** Told to stop after so many runs. */
    private double run(FakeFamily direct, FakeFamily fft, double seconds, long runs) {
        Methods<float[]> methods = new Methods<>(Precision.FLOAT32,
                Map.of(ConvolutionMethod.DIRECT, direct, ConvolutionMethod.FFT, fft), TrialNumbers::floats);
        List<Question> questions =
                List.of(new Question(CALL, List.of(ConvolutionMethod.DIRECT, ConvolutionMethod.FFT)));
        try (ThreadTeam team = new ThreadTeam(1)) {
            return new WarmUp(questions, methods, team, new TrialClock(clock::get, false))
                    .run(seconds, () -> direct.runs().size() + fft.runs().size() >= runs);
        }
    }

    private FakeFamily family(double seconds) {
        return new FakeFamily(clock, call -> seconds, 0, Footprint.NONE);
    }
}
