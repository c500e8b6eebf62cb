package org.znn.common.geometry;

import java.io.Serializable;
import java.util.function.IntBinaryOperator;

/**
 * An integer vector (z, y, x): a size, a position or a dilation.
 *
 * @param z coordinate on the slowest axis
 * @param y coordinate on the middle axis
 * @param x coordinate on the fastest axis
 */
public record Vec3(int z, int y, int x) implements Serializable {

    public static final Vec3 ZERO = new Vec3(0, 0, 0);
    public static final Vec3 ONE = new Vec3(1, 1, 1);

    /** Parses {@code "z,y,x"}; throws {@link IllegalArgumentException} if the text is malformed. */
    public static Vec3 parse(String text) {
        String[] parts = text.trim().split("\\s*,\\s*", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("'" + text + "' is not three whole numbers z,y,x");
        }
        try {
            return new Vec3(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not three whole numbers z,y,x", e);
        }
    }

    /** Returns the vector (n, n, n). */
    public static Vec3 cube(int n) {
        return new Vec3(n, n, n);
    }

    /** Returns the coordinate on axis 0 (z), 1 (y) or 2 (x). */
    public int get(int axis) {
        return switch (axis) {
            case 0 -> z;
            case 1 -> y;
            case 2 -> x;
            default -> throw new IllegalArgumentException("axis " + axis + " is not 0 (z), 1 (y) or 2 (x)");
        };
    }

    /** Returns this vector with one coordinate replaced. */
    public Vec3 with(int axis, int value) {
        return new Vec3(axis == 0 ? value : z, axis == 1 ? value : y, axis == 2 ? value : x);
    }

    public Vec3 plus(Vec3 o) {
        return new Vec3(z + o.z, y + o.y, x + o.x);
    }

    public Vec3 plus(int n) {
        return new Vec3(z + n, y + n, x + n);
    }

    public Vec3 minus(Vec3 o) {
        return new Vec3(z - o.z, y - o.y, x - o.x);
    }

    public Vec3 minus(int n) {
        return plus(-n);
    }

    public Vec3 times(Vec3 o) {
        return new Vec3(z * o.z, y * o.y, x * o.x);
    }

    public Vec3 times(int n) {
        return new Vec3(z * n, y * n, x * n);
    }

    public Vec3 floorDiv(Vec3 o) {
        return combine(o, Math::floorDiv);
    }

    public Vec3 floorDiv(int n) {
        return floorDiv(cube(n));
    }

    public Vec3 ceilDiv(Vec3 o) {
        return combine(o, IntMath::ceilDiv);
    }

    public Vec3 min(Vec3 o) {
        return combine(o, Math::min);
    }

    public Vec3 max(Vec3 o) {
        return combine(o, Math::max);
    }

    /** Applies a binary operator to each pair of coordinates. */
    public Vec3 combine(Vec3 o, IntBinaryOperator op) {
        return new Vec3(op.applyAsInt(z, o.z), op.applyAsInt(y, o.y), op.applyAsInt(x, o.x));
    }

    /** Returns z·y·x. */
    public long product() {
        return (long) z * y * x;
    }

    /** Returns the largest coordinate. */
    public int largest() {
        return Math.max(z, Math.max(y, x));
    }

    /** Whether every coordinate is at least the corresponding one of another vector. */
    public boolean allAtLeast(Vec3 o) {
        return z >= o.z && y >= o.y && x >= o.x;
    }

    /** Whether every coordinate is at least 1. */
    public boolean isPositive() {
        return allAtLeast(ONE);
    }

    /** Formats as {@code "z,y,x"}, the inverse of {@link #parse}. */
    @Override
    public String toString() {
        return z + "," + y + "," + x;
    }
}
