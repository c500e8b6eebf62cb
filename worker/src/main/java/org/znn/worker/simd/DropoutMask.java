package org.znn.worker.simd;

import java.nio.charset.StandardCharsets;

/**
 * Which voxels a dropout edge keeps: a hash of the seed, the edge's name, the map and the voxel's place, so that the
 * mask is the same wherever and by however many threads it is worked out, and need not be remembered for the way back.
 */
public final class DropoutMask {

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final int HASH_BITS = 31;

    private DropoutMask() {
    }

    /** Key of an edge's masks for a seed. */
    public static long edgeKey(long seed, String edge) {
        long key = mix(seed + STEP);
        for (byte b : edge.getBytes(StandardCharsets.UTF_8)) {
            key = mix(key + (b & 0xff) + STEP);
        }
        return key;
    }

    /** Key of a row of a map. */
    public static long rowKey(long edgeKey, int map, int z, int y) {
        return mix(mix(mix(edgeKey + map * STEP) + z * STEP) + y * STEP);
    }

    /** What {@link #hash} must stay below for a voxel to be kept with that probability. */
    static long threshold(double keep) {
        return Math.round(keep * (1L << HASH_BITS));
    }

    /** Evenly distributed from 0 to 2^31 − 1, for voxel x of a row. */
    static long hash(long rowKey, int x) {
        return mix(rowKey + x * STEP) >>> (Long.SIZE - HASH_BITS);
    }

    /** Stafford's variant 13 of the finaliser of MurmurHash3, as SplitMix64 uses it. */
    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }
}
