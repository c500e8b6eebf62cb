package org.znn.common.geometry;

import java.io.Serializable;

/**
 * A vector (z, y, x) of real numbers: a physical size or position.
 *
 * @param z coordinate on the slowest axis
 * @param y coordinate on the middle axis
 * @param x coordinate on the fastest axis
 */
public record Vec3d(double z, double y, double x) implements Serializable {

    public static final Vec3d ZERO = new Vec3d(0, 0, 0);

    /** Returns the coordinate on axis 0 (z), 1 (y) or 2 (x). */
    public double get(int axis) {
        return switch (axis) {
            case 0 -> z;
            case 1 -> y;
            case 2 -> x;
            default -> throw new IllegalArgumentException("axis " + axis + " is not 0 (z), 1 (y) or 2 (x)");
        };
    }

    public Vec3d plus(Vec3d o) {
        return new Vec3d(z + o.z, y + o.y, x + o.x);
    }

    /** Returns the vector multiplied by a number. */
    public Vec3d times(double factor) {
        return new Vec3d(z * factor, y * factor, x * factor);
    }

    /** Returns the product of each pair of coordinates. */
    public Vec3d times(Vec3 o) {
        return new Vec3d(z * o.z(), y * o.y(), x * o.x());
    }

    /** Formats as {@code "z,y,x"}, whole numbers without a decimal point. */
    @Override
    public String toString() {
        return text(z) + "," + text(y) + "," + text(x);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : Double.toString(value);
    }
}
