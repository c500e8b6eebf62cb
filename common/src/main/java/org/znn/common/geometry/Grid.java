package org.znn.common.geometry;

import java.io.Serializable;

/**
 * Partition of an extent into equal cells, starting at the origin; cells at the far ends are clipped. Cells are
 * numbered with x fastest.
 *
 * @param extent number of voxels along (z, y, x), each at least 1
 * @param cell   size of an unclipped cell in voxels (z, y, x), each at least 1
 */
public record Grid(Vec3 extent, Vec3 cell) implements Serializable {

    public Grid {
        if (!extent.isPositive() || !cell.isPositive()) {
            throw new IllegalArgumentException("extent " + extent + " and cell " + cell + " must be positive");
        }
    }

    /** Returns the number of cells along each axis. */
    public Vec3 counts() {
        return extent.ceilDiv(cell);
    }

    public long cells() {
        return counts().product();
    }

    /** Returns the position of a cell in units of cells (z, y, x). */
    public Vec3 position(long index) {
        Vec3 n = counts();
        return new Vec3((int) (index / n.x() / n.y()), (int) (index / n.x() % n.y()), (int) (index % n.x()));
    }

    /** Returns the voxels of a cell, clipped to the extent. */
    public Box box(long index) {
        return Box.ofSize(extent).intersect(new Box(position(index).times(cell), cell));
    }
}
