package org.znn.worker.cost;

import org.znn.common.volume.Volume;

/** Volumes as flat arrays of float64. */
final class Flat {

    private Flat() {
    }

    static double[] of(Volume volume) {
        double[] values = new double[Volume.elements(volume.channels(), volume.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = volume.get(i);
        }
        return values;
    }
}
