package org.znn.worker.convolution;

/**
 * An array that the gradients of a network use one after the other. It grows to the longest that was asked for and
 * holds nothing from one use to the next.
 */
public final class Scratch {

    private float[] array = new float[0];

    /** Grows to that many bytes of float32 beforehand. */
    public void reserve(long bytes) {
        floats(Math.toIntExact(bytes / Float.BYTES));
    }

    /** At least that many numbers, whatever they are. */
    float[] floats(int length) {
        if (array.length < length) {
            array = new float[length];
        }
        return array;
    }
}
