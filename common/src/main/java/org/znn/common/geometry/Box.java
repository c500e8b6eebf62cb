package org.znn.common.geometry;

import java.io.Serializable;

/**
 * An axis-aligned box of voxels.
 *
 * @param start first voxel (z, y, x), inclusive
 * @param size  number of voxels along (z, y, x), each at least 0
 */
public record Box(Vec3 start, Vec3 size) implements Serializable {

    public Box {
        if (!size.allAtLeast(Vec3.ZERO)) {
            throw new IllegalArgumentException("the size of a box cannot be negative: " + size);
        }
    }

    /** Creates a box of the given size at the origin. */
    public static Box ofSize(Vec3 size) {
        return new Box(Vec3.ZERO, size);
    }

    /** Creates a box from start (inclusive) to end (exclusive). */
    public static Box between(Vec3 start, Vec3 end) {
        return new Box(start, end.minus(start));
    }

    /** Returns the first position past the box along each axis. */
    public Vec3 end() {
        return start.plus(size);
    }

    public long voxels() {
        return size.product();
    }

    public boolean isEmpty() {
        return size.z() == 0 || size.y() == 0 || size.x() == 0;
    }

    /** Whether the other box lies inside this one. */
    public boolean contains(Box o) {
        return o.start.allAtLeast(start) && end().allAtLeast(o.end());
    }

    /** Returns the intersection with another box; it is empty (size 0 on some axis) if the boxes are disjoint. */
    public Box intersect(Box o) {
        Vec3 from = start.max(o.start);
        return between(from, end().min(o.end()).max(from));
    }

    public Box shift(Vec3 offset) {
        return new Box(start.plus(offset), size);
    }

    /** Formats as {@code "z0..z1, y0..y1, x0..x1"}, ends exclusive. */
    @Override
    public String toString() {
        Vec3 e = end();
        return start.z() + ".." + e.z() + ", " + start.y() + ".." + e.y() + ", " + start.x() + ".." + e.x();
    }
}
