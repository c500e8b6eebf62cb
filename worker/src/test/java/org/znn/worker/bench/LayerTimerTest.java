package org.znn.worker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.direct.DirectFamily;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/** Timing a layer: what is run and what is counted. */
class LayerTimerTest {

    private static final ConvolutionShape SHAPE = new ConvolutionShape(3, 4, new Vec3(1, 2, 3), new Vec3(1, 2, 2));
    private static final Vec3 OUTPUT = new Vec3(2, 5, 7);

    @ParameterizedTest
    @EnumSource
    void timesAPassAFewTimesHoweverShortTheTime(ConvolutionPass pass) {
        try (ThreadTeam team = new ThreadTeam(2)) {
            LayerTime time = LayerTimer.time(new DirectFamily(Simd.ofThisJvm()), pass, SHAPE, OUTPUT, team, 0);

            assertEquals(SHAPE, time.shape());
            assertEquals(OUTPUT, time.output());
            assertEquals(2, time.threads());
            assertEquals(5, time.runs());
            assertTrue(time.best() > 0 && time.best() <= time.median(), time.toString());
        }
    }

    @Test
    void countsTwoOperationsAMultiplyAdd() {
        // 3 maps · 4 maps · 6 weights · 70 voxels · 2 = 10080 operations in 2 ms.
        LayerTime time = new LayerTime(SHAPE, OUTPUT, 1, 3, 1e-3, 2e-3);

        assertEquals(10_080 / 2e-3 * 1e-9, time.gflops(), 1e-12);
    }
}
