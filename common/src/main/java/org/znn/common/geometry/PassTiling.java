package org.znn.common.geometry;

import java.util.ArrayList;
import java.util.List;

/**
 * Windows of one fixed size that together cover a box. A window that would reach past the extent is moved back until
 * it ends flush with it, as in ZNN, so that every pass has the same size and one compiled network does them all.
 */
public final class PassTiling {

    private PassTiling() {
    }

    /**
     * The windows that cover a box, x fastest.
     *
     * @param box    inside the extent
     * @param extent of all positions that exist
     * @param window at most the extent along each axis
     */
    public static List<Box> cover(Box box, Vec3 extent, Vec3 window) {
        if (!extent.allAtLeast(window)) {
            throw new IllegalArgumentException("windows of " + window + " in an extent of " + extent);
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
