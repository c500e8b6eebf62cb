package org.znn.driver.evaluate;

import org.znn.common.geometry.Box;
import org.znn.common.segmentation.Thinning;

/**
 * A slab with the slabs around it, in memory.
 *
 * @param slabs     division of the volume
 * @param slab      index of the slab to score
 * @param firstSlab first slab in memory
 * @param endSlab   slab after the last in memory
 * @param box       box of the window in the output
 */
record SlabWindow(Slabs slabs, int slab, int firstSlab, int endSlab, Box box) {

    /** Returns the number of voxels of a section. */
    int plane() {
        return (int) box.size().with(0, 1).product();
    }

    /** Returns the sections of a slab of the window, without context. */
    PlaneRange range(int index) {
        return new PlaneRange((index - firstSlab) * slabs.depth(), slabs.box(index).size().z(), 0);
    }

    /** Returns the sections of the slab to score, with up to {@code reach} sections of context. */
    PlaneRange scored(int reach) {
        PlaneRange range = range(slab);
        return new PlaneRange(range.first(), range.count(), Math.min(reach, range.first()));
    }

    /** Returns the window for {@link Thinning#thin(int[], Thinning.Window, int[])}. */
    Thinning.Window forThinning() {
        PlaneRange range = range(slab);
        return new Thinning.Window(box.size(), range.first(), range.end(), firstSlab > 0, endSlab < slabs.count());
    }
}
