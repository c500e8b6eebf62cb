package org.znn.common.network;

import java.lang.reflect.Array;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Converts flat arrays to the nested arrays that the HDF5 library writes, one level per dimension. */
final class NestedArrays {

    private NestedArrays() {
    }

    /**
     * Converts values to a nested array of the given precision and shape.
     *
     * @throws IllegalArgumentException if the number of values does not match the shape
     */
    static Object of(Precision precision, double[] values, int... shape) {
        Object nested = Array.newInstance(precision == Precision.FLOAT32 ? float.class : double.class, shape);
        int end = fill(nested, values, 0);
        if (end != values.length) {
            throw new IllegalArgumentException(values.length + " values for a shape of " + end + " elements");
        }
        return nested;
    }

    /** Converts a volume to {@code [channel][z][y][x]} in its own precision. */
    static Object of(Volume volume) {
        int[] shape = {volume.channels(), volume.size().z(), volume.size().y(), volume.size().x()};
        boolean single = volume.precision() == Precision.FLOAT32;
        Object nested = Array.newInstance(single ? float.class : double.class, shape);
        fill(nested, single ? ((FloatVolume) volume).data() : ((DoubleVolume) volume).data(), 0);
        return nested;
    }

    /** Fills a nested array with the values from an index on and returns the index after the last value used. */
    private static int fill(Object nested, Object values, int first) {
        int next = first;
        if (nested instanceof float[] row && values instanceof double[] doubles) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) doubles[next++];
            }
        } else if (nested instanceof float[] || nested instanceof double[]) {
            System.arraycopy(values, next, nested, 0, Array.getLength(nested));
            next += Array.getLength(nested);
        } else {
            for (Object part : (Object[]) nested) {
                next = fill(part, values, next);
            }
        }
        return next;
    }
}
