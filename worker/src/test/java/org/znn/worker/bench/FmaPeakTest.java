package org.znn.worker.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.znn.worker.simd.FmaLoop;
import org.znn.worker.simd.Simd;

/** The loop that measures the peak really does what is counted. */
class FmaPeakTest {

    @Test
    void isANumberOfOperationsThatAnyMachineReachesAndNoneSurpasses() {
        double peak = FmaPeak.gflops(Simd.scalar(), 2);

        assertTrue(peak > 0.01 && peak < 10_000, "GFLOP/s: " + peak);
    }

    @Test
    void countsTwoOperationsForEachMultiplyAddOfEachLane() {
        assertEquals(2 * 8, Simd.scalar().fmaLoop().operationsOfRound());
        assertEquals(2 * 12 * Simd.ofThisJvm().lanes(), Simd.ofThisJvm().fmaLoop().operationsOfRound());
    }

    @Test
    void reallyComputesTheRounds() {
        // x -> 0.999 x + 0.001 has the fixed point 1, which every chain comes near to in the end.
        FmaLoop scalar = Simd.scalar().fmaLoop();
        FmaLoop vector = Simd.ofThisJvm().fmaLoop();

        assertEquals(36, scalar.run(0), 1e-4);
        assertEquals(8 + 0.999 * 28, scalar.run(1), 1e-4);
        assertEquals(8, scalar.run(20_000), 1e-3);
        assertEquals(12 * Simd.ofThisJvm().lanes(), vector.run(20_000), 0.1);
    }

    @Test
    void refusesLessThanOneThread() {
        assertThrows(IllegalArgumentException.class, () -> FmaPeak.gflops(0));
    }
}
