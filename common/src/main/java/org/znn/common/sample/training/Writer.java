package org.znn.common.sample.training;

import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;

/** Writes into a volume by the flat index. */
interface Writer {

    void set(int index, double value);

    static Writer into(Volume volume) {
        if (volume instanceof FloatVolume floats) {
            float[] data = floats.data();
            return (index, value) -> data[index] = (float) value;
        }
        double[] data = ((DoubleVolume) volume).data();
        return (index, value) -> data[index] = value;
    }
}
