package org.znn.common.volume;

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits with bias 15, 10 fraction bits. */
final class HalfFloat {

    private static final int FRACTION_BITS = 10;
    private static final int EXPONENT_MASK = 0x1F;
    private static final int FRACTION_MASK = 0x3FF;
    private static final float SMALLEST = 0x1p-24f;

    private HalfFloat() {
    }

    /** Converts to float32, which represents every binary16 value exactly. */
    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> FRACTION_BITS) & EXPONENT_MASK;
        int fraction = half & FRACTION_MASK;
        if (exponent == 0) {
            float magnitude = fraction * SMALLEST;
            return sign == 0 ? magnitude : -magnitude;
        }
        int biased = exponent == EXPONENT_MASK ? 0xFF : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | biased << 23 | fraction << (23 - FRACTION_BITS));
    }
}
