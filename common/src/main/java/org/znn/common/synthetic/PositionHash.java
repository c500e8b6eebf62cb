package org.znn.common.synthetic;

/**
 * Random numbers that belong to positions instead of following one another: the same seed, purpose and position give
 * the same number, in whatever order they are asked for. The mixing is that of SplitMix64 (Steele et al. 2014).
 */
final class PositionHash {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final float UNIT = 0x1p-24f;

    private final long key;

    /** A family of numbers; another purpose gives an independent one. */
    PositionHash(long seed, int purpose) {
        key = mix(seed + GOLDEN * (purpose + 1));
    }

    /** 64 random bits of a position. */
    long bits(int z, int y, int x) {
        return mix(mix(key + z * GOLDEN ^ (long) y << 32) + (x & 0xFFFFFFFFL) * GOLDEN);
    }

    /** Uniform in [0, 1), from 24 of the bits; {@code part} is 0 or 1 for independent numbers of one position. */
    static float uniform(long bits, int part) {
        return (bits >>> 40 - 24 * part & 0xFFFFFF) * UNIT;
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
