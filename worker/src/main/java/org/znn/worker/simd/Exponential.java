package org.znn.worker.simd;

/**
 * e^y of float32 as 2^n · (1 + q): n the whole number nearest to y / ln 2, r = y − n·ln 2, and
 * q = r + r²·(P0 + P1·r + … + P5·r⁵) within 0.03 units in the last place of e^r − 1 for |r| ≤ ln 2 / 2 (a polynomial
 * fitted at Chebyshev points). Only additions, multiplications, divisions and fused multiply-adds are used, which
 * round alike everywhere: here one number at a time, in {@link VectorExponential} the same steps in every lane.
 */
final class Exponential {

    static final float P0 = 0x1.0p-1f;
    static final float P1 = 0x1.555556p-3f;
    static final float P2 = 0x1.5554e8p-5f;
    static final float P3 = 0x1.1110c6p-7f;
    static final float P4 = 0x1.6d44e8p-10f;
    static final float P5 = 0x1.a1534cp-13f;
    static final float PER_LN2 = 0x1.715476p0f;
    static final float LN2 = 0x1.62e43p-1f;
    /** What LN2 lacks. */
    static final float LN2_REST = -0x1.05c61p-29f;
    /** 1.5 · 2^23: a small number added to it is rounded to a whole one, which then stands in the lowest bits. */
    static final float ROUNDER = 0x1.8p23f;
    static final int ONE_BITS = 0x3f800000;
    static final int FRACTION_BITS = 23;
    /** Below it tanh of half is −1. */
    static final float LEAST_OF_TANH = -40;
    /** Below it e^y is 0. */
    static final float LEAST = -105;
    /** 2^64 and its inverse: e^y may have an exponent that no normal number has, 2^64·e^y has not. */
    static final int UP = 64 << FRACTION_BITS;
    static final float DOWN = 0x1p-64f;

    private Exponential() {
    }

    /** tanh(x) = −m / (2 + m), m = e^(−2|x|) − 1, with the sign of x. */
    static float tanh(float x) {
        float y = -2 * Math.abs(x);
        y = y < LEAST_OF_TANH ? LEAST_OF_TANH : y;
        float whole = Math.fma(y, PER_LN2, ROUNDER);
        float q = q(y, whole - ROUNDER);
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(whole) << FRACTION_BITS) + ONE_BITS);
        float m = Math.fma(power, q, power - 1);
        float t = -m / (2 + m);
        return x < 0 ? -t : t;
    }

    /** 1 / (1 + e^−x); below 0 as t / (1 + t), t = e^x. */
    static float logistic(float x) {
        float y = -Math.abs(x);
        y = y < LEAST ? LEAST : y;
        float whole = Math.fma(y, PER_LN2, ROUNDER);
        float q = q(y, whole - ROUNDER);
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(whole) << FRACTION_BITS) + (ONE_BITS + UP));
        float t = Math.fma(power, q, power) * DOWN;
        return (x < 0 ? t : 1) / (1 + t);
    }

    private static float q(float y, float n) {
        float r = Math.fma(n, -LN2_REST, Math.fma(n, -LN2, y));
        float p = Math.fma(Math.fma(Math.fma(Math.fma(Math.fma(P5, r, P4), r, P3), r, P2), r, P1), r, P0);
        return Math.fma(r * r, p, r);
    }
}
