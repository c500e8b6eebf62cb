package org.znn.driver.config;

/**
 * Memory that a plan may use.
 *
 * @param share fraction of an executor's heap available to blocks, at least 0.05 and at most 1
 */
public record MemorySettings(double share) {

    /** Smallest useful share: even a small pass does not fit into less. */
    private static final double MIN_SHARE = 0.05;

    /** Returns the bytes of a heap that blocks may use. */
    public long usableBytes(long heap) {
        return (long) (heap * share);
    }

    /** Returns the smallest heap, in bytes, that makes the given bytes available to blocks. */
    public long requiredHeap(long bytes) {
        return (long) Math.ceil(bytes / share);
    }

    static MemorySettings from(SettingsReader settings) {
        return new MemorySettings(settings.number("znn.memory.share", MIN_SHARE, 1));
    }
}
