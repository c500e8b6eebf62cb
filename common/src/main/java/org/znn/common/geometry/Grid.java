package org.znn.common.geometry;

import java.io.Serializable;

/**
 * An extent cut into equal cells from its origin; cells at the far ends are cut off there. Cells are numbered with x
 * fastest.
 *
 * @param extent voxels along (z, y, x), each at least 1
 * @param cell   size of a whole cell, each at least 1
 */
public record Grid(Vec3 extent, Vec3 cell) implements Serializable {

    public Grid {
        if (!extent.isPositive() || !cell.isPositive()) {
            throw new IllegalArgumentException("cells of " + cell + " in an extent of " + extent);
        }
    }

    /** Cells along each axis. */
    public Vec3 counts() {
        return extent.ceilDiv(cell);
    }

    public long cells() {
        return counts().product();
    }

    /** Position of a cell on the grid. */
    public Vec3 position(long index) {
        Vec3 n = counts();
        return new Vec3((int) (index / n.x() / n.y()), (int) (index / n.x() % n.y()), (int) (index % n.x()));
    }

    /** The voxels of a cell. */
    public Box box(long index) {
        return Box.ofSize(extent).intersect(new Box(position(index).times(cell), cell));
    }
}
