package org.znn.worker.convolution;

/**
 * Temporary arrays that the convolutions and gradients of a network use one after the other. Each array grows to the
 * largest length requested; its contents do not survive from one use to the next.
 */
public final class Scratchpad {

    private float[] floats = new float[0];
    private double[] doubles = new double[0];
    private int[] ints = new int[0];

    /**
     * Lengths of the arrays, in elements.
     *
     * @param floats  length of the {@code float} array
     * @param doubles length of the {@code double} array
     * @param ints    length of the {@code int} array
     */
    public record Size(int floats, int doubles, int ints) {

        /** Three empty arrays. */
        public static final Size NONE = new Size(0, 0, 0);

        /** Returns the smallest size that serves both. */
        public Size max(Size other) {
            return new Size(Math.max(floats, other.floats), Math.max(doubles, other.doubles),
                    Math.max(ints, other.ints));
        }

        /** Returns the total size in bytes. */
        public long bytes() {
            return (long) Float.BYTES * floats + (long) Double.BYTES * doubles + (long) Integer.BYTES * ints;
        }
    }

    /** Creates a scratchpad of a size. */
    public static Scratchpad of(Size size) {
        Scratchpad scratchpad = new Scratchpad();
        scratchpad.floats(size.floats);
        scratchpad.doubles(size.doubles);
        scratchpad.ints(size.ints);
        return scratchpad;
    }

    /** Returns the current lengths. */
    Size size() {
        return new Size(floats.length, doubles.length, ints.length);
    }

    /** Returns an array of at least {@code length} elements with undefined contents. */
    public float[] floats(int length) {
        if (floats.length < length) {
            floats = new float[length];
        }
        return floats;
    }

    /** Returns an array of at least {@code length} elements with undefined contents. */
    public double[] doubles(int length) {
        if (doubles.length < length) {
            doubles = new double[length];
        }
        return doubles;
    }

    /** Returns an array of at least {@code length} elements with undefined contents. */
    public int[] ints(int length) {
        if (ints.length < length) {
            ints = new int[length];
        }
        return ints;
    }
}
