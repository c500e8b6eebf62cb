package org.znn.common.geometry;

import java.util.ArrayList;
import java.util.List;

/**
 * Covers a box with windows of one fixed size. A window that would exceed the extent is moved back until it ends flush
 * with it, as in ZNN, so that one compiled network serves all passes.
 */
public final class PassTiling {

    private PassTiling() {
    }

    /**
     * Returns the windows that cover a box, ordered with x fastest.
     *
     * @param box    box to cover, inside the extent
     * @param extent size of the whole output in voxels (z, y, x)
     * @param window size of a window in voxels (z, y, x), at most the extent
     */
    public static List<Box> cover(Box box, Vec3 extent, Vec3 window) {
        if (!extent.allAtLeast(window)) {
            throw new IllegalArgumentException("window " + window + " exceeds the extent " + extent);
        }
        Grid grid = new Grid(box.size(), window);
        List<Box> windows = new ArrayList<>();
        for (long i = 0; i < grid.cells(); i++) {
            Vec3 start = box.start().plus(grid.box(i).start()).min(extent.minus(window));
            windows.add(new Box(start, window));
        }
        return windows;
    }
}
