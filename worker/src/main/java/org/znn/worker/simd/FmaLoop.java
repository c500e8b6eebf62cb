package org.znn.worker.simd;

/** Loop of fused multiply-adds on registers, which measures the peak arithmetic rate of a core. */
public interface FmaLoop {

    /** Returns the floating-point operations per round; a multiply-add is two. */
    int operationsPerRound();

    /**
     * Executes a number of rounds.
     *
     * @return result of the computation; the caller must use it, or the compiler drops the loop
     */
    float execute(int rounds);
}
