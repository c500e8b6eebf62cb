package org.znn.driver.config;

/**
 * How much memory a plan may count on.
 *
 * @param share of an executor's heap that blocks may take, above 0 and at most 1
 */
public record MemorySettings(double share) {

    /** Less leaves no room for even one small pass. */
    private static final double LEAST_SHARE = 0.05;

    /** What blocks may take of a heap, in bytes. */
    public long ofHeap(long heap) {
        return (long) (heap * share);
    }

    /** The smallest heap that gives blocks so many bytes. */
    public long heapFor(long bytes) {
        return (long) Math.ceil(bytes / share);
    }

    static MemorySettings from(SettingsReader settings) {
        return new MemorySettings(settings.number("znn.memory.share", LEAST_SHARE, 1));
    }
}
