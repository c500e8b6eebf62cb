package org.znn.worker.convolution;

/**
 * Arrays that the gradients of a network use one after the other. They grow to the longest that was asked for and hold
 * nothing from one use to the next.
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

    /** Grows to that size beforehand. */
    public void reserve(Size size) {
        floats(size.floats);
        doubles(size.doubles);
        ints(size.ints);
    }

    /** At least that many numbers, whatever they are. */
    float[] floats(int length) {
        if (floats.length < length) {
            floats = new float[length];
        }
        return floats;
    }

    /** At least that many numbers, whatever they are. */
    double[] doubles(int length) {
        if (doubles.length < length) {
            doubles = new double[length];
        }
        return doubles;
    }

    /** At least that many numbers, whatever they are. */
    int[] ints(int length) {
        if (ints.length < length) {
            ints = new int[length];
        }
        return ints;
    }
}
