package org.znn.common.segmentation;

/** Positive counts by 64-bit key, in an open-addressing hash table that grows with the number of keys. */
public final class LongCounts {

    private static final int INITIAL_SLOTS = 64;
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final int maxKeys;
    private long[] keys = new long[INITIAL_SLOTS];
    /** Count of the key in the same slot; 0 if the slot is empty. */
    private long[] counts = new long[INITIAL_SLOTS];
    private int size;

    /**
     * Creates an empty table.
     *
     * @param maxKeys number of keys beyond which {@link #add} refuses further ones
     */
    public LongCounts(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    /** Receives a key and its count. */
    @FunctionalInterface
    public interface Visitor {

        void visit(long key, long count);
    }

    /**
     * Adds to the count of a key.
     *
     * @param count at least 1
     * @throws TooManySegmentsException if the key would be one too many
     */
    public void add(long key, long count) {
        int slot = slot(key);
        if (counts[slot] == 0) {
            if (size == maxKeys) {
                throw new TooManySegmentsException(maxKeys);
            }
            keys[slot] = key;
            size++;
        }
        counts[slot] += count;
        if (size > keys.length / 2) {
            grow();
        }
    }

    /** Returns the count of a key, 0 if it was never added. */
    public long get(long key) {
        return counts[slot(key)];
    }

    /** Returns the number of keys. */
    public int size() {
        return size;
    }

    /** Visits every key once, in an order that depends on the keys. */
    public void forEach(Visitor visitor) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (counts[slot] != 0) {
                visitor.visit(keys[slot], counts[slot]);
            }
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[Math.multiplyExact(2, oldKeys.length)];
        counts = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** Returns the slot of a key, or the empty slot where it belongs. */
    private int slot(long key) {
        long hash = key * MULTIPLIER;
        int slot = (int) (hash ^ hash >>> 32) & keys.length - 1;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }
}
