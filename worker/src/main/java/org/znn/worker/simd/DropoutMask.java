package org.znn.worker.simd;

import java.nio.charset.StandardCharsets;

/**
 * Mask of the voxels that a dropout edge keeps: a hash of the seed, the edge's name, the map and the voxel's position.
 * The mask is the same on every machine and for any number of threads, and need not be stored for the backward pass.
 */
public final class DropoutMask {

    /** Number of bits of a voxel's hash. */
    static final int HASH_BITS = 30;
    /** Difference between the unmixed hashes of neighbouring voxels: 2^32 divided by the golden ratio. */
    static final int HASH_STEP = 0x9E3779B9;
    /** The constants of Wellons' lowbias32. */
    static final int FIRST_SHIFT = 16;
    static final int FIRST_FACTOR = 0x7FEB352D;
    static final int SECOND_SHIFT = 15;
    static final int SECOND_FACTOR = 0x846CA68B;

    private static final long KEY_STEP = 0x9E3779B97F4A7C15L;

    private DropoutMask() {
    }

    /** Returns the key of an edge's masks for a seed. */
    public static long edgeKey(long seed, String edge) {
        long key = mix(seed + KEY_STEP);
        for (byte b : edge.getBytes(StandardCharsets.UTF_8)) {
            key = mix(key + (b & 0xff) + KEY_STEP);
        }
        return key;
    }

    /** Returns the key of a row of a map. */
    public static long rowKey(long edgeKey, int map, int z, int y) {
        return mix(mix(mix(edgeKey + map * KEY_STEP) + z * KEY_STEP) + y * KEY_STEP);
    }

    /** Returns the threshold of {@link #hash}: voxels with a smaller hash are kept. */
    static int threshold(double keepProbability) {
        return (int) Math.round(keepProbability * (1 << HASH_BITS));
    }

    /** Returns the hash of voxel x of a row, uniform from 0 to 2^30 − 1; cheap to compute in every lane of a vector. */
    static int hash(long rowKey, int x) {
        int a = x * HASH_STEP + (int) rowKey;
        a = (a ^ a >>> FIRST_SHIFT) * FIRST_FACTOR + (int) (rowKey >>> Integer.SIZE);
        a = (a ^ a >>> SECOND_SHIFT) * SECOND_FACTOR;
        return a >>> Integer.SIZE - HASH_BITS;
    }

    /** Mixes bits by Stafford's variant 13 of the MurmurHash3 finaliser, as used by SplitMix64. */
    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }
}
