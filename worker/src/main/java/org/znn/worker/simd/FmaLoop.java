package org.znn.worker.simd;

/** Fused multiply-adds on registers and nothing else, to see how many a core can do in a second. */
public interface FmaLoop {

    /** Floating-point operations of a round; a multiply-add is two. */
    int operationsOfRound();

    /** Runs that many rounds and returns their result, which the caller must use: else nothing is computed. */
    float run(int rounds);
}
