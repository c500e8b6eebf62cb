package org.znn.common.network;

import java.lang.reflect.Array;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Numbers as the nested arrays that the HDF5 library writes, a level a dimension. */
final class NestedArrays {

    private NestedArrays() {
    }

    /** Numbers in that precision; throws {@link IllegalArgumentException} where they do not fill the shape. */
    static Object of(Precision precision, double[] values, int... shape) {
        Object nested = Array.newInstance(precision == Precision.FLOAT32 ? float.class : double.class, shape);
        int end = fill(nested, values, 0);
        if (end != values.length) {
            throw new IllegalArgumentException(values.length + " numbers for a shape of " + end);
        }
        return nested;
    }

    /** A volume in its own precision, as channel, z, y, x. */
    static Object of(Volume volume) {
        int[] shape = {volume.channels(), volume.size().z(), volume.size().y(), volume.size().x()};
        boolean single = volume.precision() == Precision.FLOAT32;
        Object nested = Array.newInstance(single ? float.class : double.class, shape);
        fill(nested, single ? ((FloatVolume) volume).data() : ((DoubleVolume) volume).data(), 0);
        return nested;
    }

    private static int fill(Object nested, Object values, int from) {
        int at = from;
        if (nested instanceof float[] row && values instanceof double[] wide) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) wide[at++];
            }
        } else if (nested instanceof float[] || nested instanceof double[]) {
            System.arraycopy(values, at, nested, 0, Array.getLength(nested));
            at += Array.getLength(nested);
        } else {
            for (Object part : (Object[]) nested) {
                at = fill(part, values, at);
            }
        }
        return at;
    }
}
