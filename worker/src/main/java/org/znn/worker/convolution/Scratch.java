package org.znn.worker.convolution;

/**
 * Arrays that the convolutions of a network and their gradients use one after the other. They grow to the longest that
 * was asked for and hold nothing from one use to the next.
 */
public final class Scratch {

    private float[] floats = new float[0];
    private double[] doubles = new double[0];
    private int[] ints = new int[0];

    /**
     * Lengths of the arrays.
     *
     * @param floats  float32 numbers
     * @param doubles float64 numbers
     * @param ints    whole numbers
     */
    public record Size(int floats, int doubles, int ints) {

        public static final Size NONE = new Size(0, 0, 0);

        /** What serves both. */
        public Size max(Size other) {
            return new Size(Math.max(floats, other.floats), Math.max(doubles, other.doubles),
                    Math.max(ints, other.ints));
        }

        public long bytes() {
            return (long) Float.BYTES * floats + (long) Double.BYTES * doubles + (long) Integer.BYTES * ints;
        }
    }

    /** One of that size. */
    public static Scratch of(Size size) {
        Scratch scratch = new Scratch();
        scratch.floats(size.floats);
        scratch.doubles(size.doubles);
        scratch.ints(size.ints);
        return scratch;
    }

    /** What it has grown to. */
    public Size size() {
        return new Size(floats.length, doubles.length, ints.length);
    }

    /** At least that many numbers, whatever they are. */
    public float[] floats(int length) {
        if (floats.length < length) {
            floats = new float[length];
        }
        return floats;
    }

    /** At least that many numbers, whatever they are. */
    public double[] doubles(int length) {
        if (doubles.length < length) {
            doubles = new double[length];
        }
        return doubles;
    }

    /** At least that many numbers, whatever they are. */
    public int[] ints(int length) {
        if (ints.length < length) {
            ints = new int[length];
        }
        return ints;
    }
}
