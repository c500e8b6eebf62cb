package org.znn.worker.cost;

import org.znn.common.volume.Volume;

/** Copies volumes to flat float64 arrays {@code [channel][z][y][x]}. */
final class FlatArrays {

    private FlatArrays() {
    }

    static double[] of(Volume volume) {
        double[] values = new double[Volume.elements(volume.channels(), volume.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = volume.get(i);
        }
        return values;
    }
}
