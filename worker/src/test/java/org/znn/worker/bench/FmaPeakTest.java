package org.znn.worker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.znn.worker.simd.FmaLoop;
import org.znn.worker.simd.Simd;

/** The loop that measures the peak executes the operations that are counted. */
class FmaPeakTest {

    @Test
    void peakIsPlausible() {
        double peak = FmaPeak.gflops(Simd.scalar(), 2);

        assertTrue(peak > 0.01 && peak < 10_000, "GFLOP/s: " + peak);
    }

    @Test
    void countsTwoOperationsPerMultiplyAddAndLane() {
        assertEquals(2 * 8, Simd.scalar().fmaLoop().operationsPerRound());
        assertEquals(2 * 12 * Simd.preferred().lanes(), Simd.preferred().fmaLoop().operationsPerRound());
    }

    @Test
    void executesEveryRound() {
        // x -> 0.999 x + 0.001 has the fixed point 1, to which every chain converges.
        FmaLoop scalar = Simd.scalar().fmaLoop();
        FmaLoop vector = Simd.preferred().fmaLoop();

        assertEquals(36, scalar.execute(0), 1e-4);
        assertEquals(8 + 0.999 * 28, scalar.execute(1), 1e-4);
        assertEquals(8, scalar.execute(20_000), 1e-3);
        assertEquals(12 * Simd.preferred().lanes(), vector.execute(20_000), 0.1);
    }

    @Test
    void rejectsLessThanOneThread() {
        assertThrows(IllegalArgumentException.class, () -> FmaPeak.gflops(0));
    }
}
