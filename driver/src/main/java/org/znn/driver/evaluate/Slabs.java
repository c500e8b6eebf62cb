package org.znn.driver.evaluate;

import org.znn.common.geometry.Box;
import org.znn.common.geometry.IntMath;

/**
 * The division of a region into slabs of sections.
 *
 * @param region    scored box of the output
 * @param depth     sections of a slab; the last may have fewer
 * @param maxMargin greatest number of slabs that fit into memory on either side of one
 */
record Slabs(Box region, int depth, int maxMargin) {

    /** Slabs on either side of a slab that should fit into memory, if slabs have several sections. */
    private static final int WANTED_MARGIN = 3;

    /**
     * Returns a division for a memory of a number of sections.
     *
     * @param sections sections that fit into memory
     * @param reach    greatest number of sections between two joined voxels
     */
    static Slabs of(Box region, int sections, int reach) {
        int depth = Math.max(Math.max(1, reach), sections / (2 * WANTED_MARGIN + 1));
        return new Slabs(region, depth, (sections / depth - 1) / 2);
    }

    /** Returns the number of slabs. */
    int count() {
        return IntMath.ceilDiv(region.size().z(), depth);
    }

    /** Returns the greatest number of sections in memory. */
    int maxSections() {
        return (2 * maxMargin + 1) * depth;
    }

    /** Returns the box of a slab in the output. */
    Box box(int slab) {
        return box(slab * depth, Math.min(region.size().z(), (slab + 1) * depth));
    }

    private Box box(int first, int end) {
        return new Box(region.start().with(0, region.start().z() + first), region.size().with(0, end - first));
    }

    /** Returns the box of a slab with up to {@code reach} sections before it. */
    Box withContext(int slab, int reach) {
        int first = Math.max(0, slab * depth - reach);
        return box(first, Math.min(region.size().z(), (slab + 1) * depth));
    }

    /** Returns the sections of a slab in the box with context. */
    PlaneRange afterContext(int slab, int reach) {
        int context = Math.min(reach, slab * depth);
        return new PlaneRange(context, box(slab).size().z(), context);
    }

    /** Returns a slab and the slabs around it, up to {@code margin} on either side. */
    SlabWindow window(int slab, int margin) {
        int first = Math.max(0, slab - margin);
        int end = Math.min(count(), slab + margin + 1);
        return new SlabWindow(this, slab, first, end,
                box(first * depth, Math.min(region.size().z(), end * depth)));
    }
}
