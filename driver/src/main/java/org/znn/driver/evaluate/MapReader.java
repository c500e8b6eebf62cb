package org.znn.driver.evaluate;

import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeReader;

/**
 * Reads a map as probabilities.
 *
 * @param reader   open volume
 * @param scale    meaning of its values
 * @param channels channels that count
 */
record MapReader(VolumeReader reader, ValueScale scale, List<Integer> channels) {

    /** Returns the probabilities of a box; channels that do not count keep their values. */
    FloatVolume read(Box box) {
        FloatVolume map = (FloatVolume) reader.read(box, Precision.FLOAT32);
        for (int channel : channels) {
            scale.toProbabilities(map, channel, box);
        }
        return map;
    }
}
