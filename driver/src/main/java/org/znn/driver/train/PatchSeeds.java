package org.znn.driver.train;

/** Derives independent random streams from the seed of a run, with SplitMix64's mixer (Steele, Lea, Flood 2014). */
final class PatchSeeds {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long TEST = 0x7465737473L;
    private static final long DROPOUT = 0x64726f70L;

    private PatchSeeds() {
    }

    /** Returns the seed of the test patches, independent of the training patches. */
    static long forTests(long seed) {
        return mix(seed + TEST * GOLDEN);
    }

    /** Returns the seed of the dropout masks of one patch. */
    static long forDropout(long seed, long step, int patch) {
        return mix(mix(mix(seed + DROPOUT * GOLDEN) + step * GOLDEN) + patch * GOLDEN);
    }

    private static long mix(long seed) {
        long z = (seed ^ seed >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
