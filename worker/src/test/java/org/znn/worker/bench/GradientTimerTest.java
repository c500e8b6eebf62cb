package org.znn.worker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/** Timing gradients: both are run, and counted as the convolution is. */
class GradientTimerTest {

    @Test
    void timesBothGradients() {
        ConvolutionShape shape = new ConvolutionShape(3, 4, new Vec3(1, 2, 3), new Vec3(1, 2, 2));
        Vec3 output = new Vec3(2, 5, 7);
        try (ThreadTeam team = new ThreadTeam(2)) {
            GradientTimer.Times times = GradientTimer.time(shape, output, Simd.ofThisJvm(), team, 0);

            assertEquals(shape, times.input().shape());
            assertEquals(output, times.weight().output());
            assertTrue(times.input().best() > 0 && times.weight().best() > 0, times.toString());
        }
    }
}
