package org.znn.worker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.direct.DirectAlgorithm;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.Simd;
import org.znn.worker.timing.Timing;

/** Timing of single layers. */
class LayerTimerTest {

    private static final ConvolutionShape SHAPE = new ConvolutionShape(3, 4, new Vec3(1, 2, 3), new Vec3(1, 2, 2));
    private static final Vec3 OUTPUT = new Vec3(2, 5, 7);

    @ParameterizedTest
    @EnumSource
    void repeatsEveryPassAFewTimesEvenIfTheBudgetIsZero(ConvolutionPass pass) {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            Timing timing = LayerTimer.time(new DirectAlgorithm(Simd.preferred()),
                    new ConvolutionCall(pass, SHAPE, OUTPUT), team, 0);

            assertEquals(5, timing.repetitions());
            assertTrue(timing.first() > 0 && timing.median() > 0, timing.toString());
        }
    }
}
