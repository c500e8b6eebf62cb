package org.znn.worker.simd;

import java.nio.charset.StandardCharsets;

/**
 * Which voxels a dropout edge keeps: a hash of the seed, the edge's name, the map and the voxel's place, so that the
 * mask is the same wherever and by however many threads it is worked out, and need not be remembered for the way back.
 */
public final class DropoutMask {

    /** Bits of a voxel's hash. */
    static final int BITS = 30;
    /** From a voxel's hash to the next, before it is mixed: 2^32 divided by the golden ratio. */
    static final int STEP = 0x9E3779B9;
    /** The constants of Wellons' lowbias32. */
    static final int FIRST_SHIFT = 16;
    static final int FIRST_FACTOR = 0x7FEB352D;
    static final int SECOND_SHIFT = 15;
    static final int SECOND_FACTOR = 0x846CA68B;

    private static final long KEY_STEP = 0x9E3779B97F4A7C15L;

    private DropoutMask() {
    }

    /** Key of an edge's masks for a seed. */
    public static long edgeKey(long seed, String edge) {
        long key = mix(seed + KEY_STEP);
        for (byte b : edge.getBytes(StandardCharsets.UTF_8)) {
            key = mix(key + (b & 0xff) + KEY_STEP);
        }
        return key;
    }

    /** Key of a row of a map. */
    public static long rowKey(long edgeKey, int map, int z, int y) {
        return mix(mix(mix(edgeKey + map * KEY_STEP) + z * KEY_STEP) + y * KEY_STEP);
    }

    /** What {@link #hash} must stay below for a voxel to be kept with that probability. */
    static int threshold(double keep) {
        return (int) Math.round(keep * (1 << BITS));
    }

    /** Evenly distributed from 0 to 2^30 − 1, for voxel x of a row: cheap, and the same in every lane of a vector. */
    static int hash(long rowKey, int x) {
        int a = x * STEP + (int) rowKey;
        a = (a ^ a >>> FIRST_SHIFT) * FIRST_FACTOR + (int) (rowKey >>> Integer.SIZE);
        a = (a ^ a >>> SECOND_SHIFT) * SECOND_FACTOR;
        return a >>> Integer.SIZE - BITS;
    }

    /** Stafford's variant 13 of the finaliser of MurmurHash3, as SplitMix64 uses it. */
    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }
}
