package org.znn.common.synthetic;

/**
 * Random numbers as a hash of positions: the same seed, purpose and position give the same number, in any order of
 * evaluation. The mixing function is that of SplitMix64 (Steele et al. 2014).
 */
final class PositionHash {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final float UNIT = 0x1p-24f;

    private final long key;

    /** Creates a family of random numbers; families of different purposes are independent. */
    PositionHash(long seed, int purpose) {
        key = mix(seed + GOLDEN * (purpose + 1));
    }

    /** Returns the 64 random bits of a position. */
    long bits(int z, int y, int x) {
        return mix(mix(key + z * GOLDEN ^ (long) y << 32) + (x & 0xFFFFFFFFL) * GOLDEN);
    }

    /** Returns a uniform number in [0, 1) from 24 of the bits; parts 0 and 1 give independent numbers. */
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
