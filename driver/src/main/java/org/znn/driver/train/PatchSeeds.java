package org.znn.driver.train;

/** Seeds of what is random in a run, each its own stream. SplitMix64's mixing (Steele, Lea, Flood 2014). */
final class PatchSeeds {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long TEST = 0x7465737473L;
    private static final long DROPOUT = 0x64726f70L;

    private PatchSeeds() {
    }

    /** From which patches of tests are drawn, apart from those of training. */
    static long ofTests(long seed) {
        return mix(seed + TEST * GOLDEN);
    }

    /** Of the dropout masks of one patch. */
    static long ofDropout(long seed, long step, int patch) {
        return mix(mix(mix(seed + DROPOUT * GOLDEN) + step * GOLDEN) + patch * GOLDEN);
    }

    private static long mix(long seed) {
        long z = (seed ^ seed >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
