package org.znn.worker.simd;

/**
 * Functions of e^y in float32. Computes e^y as 2^n · (1 + q), where n is the integer nearest to y / ln 2. With
 * {@code r = y − n·ln 2}, the polynomial {@code q = r + r²·(P0 + P1·r + … + P5·r⁵)} approximates e^r − 1 within 0.03
 * units in the last place for |r| ≤ ln 2 / 2 (fitted at Chebyshev points). Uses only additions, multiplications,
 * divisions and fused multiply-adds, which round identically on every machine; {@link VectorExponential} does the same
 * steps in every lane.
 */
final class ScalarExponential {

    static final float P0 = 0x1.0p-1f;
    static final float P1 = 0x1.555556p-3f;
    static final float P2 = 0x1.5554e8p-5f;
    static final float P3 = 0x1.1110c6p-7f;
    static final float P4 = 0x1.6d44e8p-10f;
    static final float P5 = 0x1.a1534cp-13f;
    static final float INVERSE_LN2 = 0x1.715476p0f;
    static final float LN2_HIGH = 0x1.62e43p-1f;
    /** Remainder ln 2 − LN2_HIGH. */
    static final float LN2_LOW = -0x1.05c61p-29f;
    /** 1.5 · 2^23: adding it rounds a small number to an integer, which is then in the lowest bits. */
    static final float ROUNDING_SHIFT = 0x1.8p23f;
    static final int ONE_BITS = 0x3f800000;
    static final int FRACTION_BITS = 23;
    /** Lower bound for y = −2|x| in tanh, below which the result is ±1. */
    static final float MIN_TANH_EXPONENT = -40;
    /** Lower bound for y, below which e^y is 0. */
    static final float MIN_EXPONENT = -105;
    /** Exponent bits of 2^64, and 2^-64: e^y may be subnormal, 2^64·e^y is normal. */
    static final int SCALE_UP_BITS = 64 << FRACTION_BITS;
    static final float SCALE_DOWN = 0x1p-64f;

    private ScalarExponential() {
    }

    /** Returns tanh(x) = −m / (2 + m) with the sign of x, where m = e^(−2|x|) − 1. */
    static float tanh(float x) {
        float y = -2 * Math.abs(x);
        y = y < MIN_TANH_EXPONENT ? MIN_TANH_EXPONENT : y;
        float shifted = Math.fma(y, INVERSE_LN2, ROUNDING_SHIFT);
        float q = expm1Reduced(y, shifted - ROUNDING_SHIFT);
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << FRACTION_BITS) + ONE_BITS);
        float m = Math.fma(power, q, power - 1);
        float t = -m / (2 + m);
        return x < 0 ? -t : t;
    }

    /** Returns 1 / (1 + e^−x), for negative x as t / (1 + t) with t = e^x. */
    static float logistic(float x) {
        float y = -Math.abs(x);
        y = y < MIN_EXPONENT ? MIN_EXPONENT : y;
        float shifted = Math.fma(y, INVERSE_LN2, ROUNDING_SHIFT);
        float q = expm1Reduced(y, shifted - ROUNDING_SHIFT);
        float power = Float.intBitsToFloat(
                (Float.floatToRawIntBits(shifted) << FRACTION_BITS) + (ONE_BITS + SCALE_UP_BITS));
        float t = Math.fma(power, q, power) * SCALE_DOWN;
        return (x < 0 ? t : 1) / (1 + t);
    }

    /** Returns q = e^r − 1 for r = y − n·ln 2. */
    private static float expm1Reduced(float y, float n) {
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, y));
        float p = Math.fma(Math.fma(Math.fma(Math.fma(Math.fma(P5, r, P4), r, P3), r, P2), r, P1), r, P0);
        return Math.fma(r * r, p, r);
    }
}
