package org.znn.worker.convolution.winograd.tiling;

import java.util.Arrays;

/**
 * Order in which a thread computes output sections so that every transformed input section is reused by all z taps that
 * read it. As many slots as z taps hold transformed input sections; each output section replaces only those that it
 * does not share with the section before.
 */
public final class SectionSlots {

    /** Pseudo-slot of input sections outside the feature maps, which are zero. */
    public static final int OUTSIDE = -1;

    private static final int EMPTY = Integer.MIN_VALUE;

    private final int dilation;
    private final int padding;
    private final int depth;
    private final int[] sectionInSlot;

    /** Fills a slot. */
    public interface Loader {

        /** Transforms input section {@code z} into a slot. */
        void load(int z, int slot);
    }

    /** Computes an output section. */
    public interface Visitor {

        /**
         * Computes output section {@code z}.
         *
         * @param z     output section
         * @param slots slot of the input section that each z tap reads, or {@link #OUTSIDE}
         */
        void visit(int z, int[] slots);
    }

    /**
     * Creates empty slots.
     *
     * @param taps     number of z taps of the kernel
     * @param dilation distance between z taps in sections
     * @param padding  number of zero sections before the input
     * @param depth    number of input sections
     */
    public SectionSlots(int taps, int dilation, int padding, int depth) {
        this.dilation = dilation;
        this.padding = padding;
        this.depth = depth;
        sectionInSlot = new int[taps];
    }

    /** Computes {@code count} output sections from {@code first} on, phase by phase of the dilation. */
    public void sweep(int first, int count, Loader loader, Visitor visitor) {
        for (int phase = 0; phase < Math.min(dilation, count); phase++) {
            Arrays.fill(sectionInSlot, EMPTY);
            for (int z = first + phase; z < first + count; z += dilation) {
                visitor.visit(z, load(z, loader));
            }
        }
    }

    private int[] load(int z, Loader loader) {
        int[] slots = new int[sectionInSlot.length];
        for (int t = 0; t < slots.length; t++) {
            int section = z + t * dilation - padding;
            int slot = (z / dilation + t) % slots.length;
            slots[t] = section < 0 || section >= depth ? OUTSIDE : slot;
            if (slots[t] != OUTSIDE && sectionInSlot[slot] != section) {
                loader.load(section, slot);
                sectionInSlot[slot] = section;
            }
        }
        return slots;
    }
}
