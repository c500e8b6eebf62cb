package org.znn.worker.cost;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import io.jhdf.HdfFile;
import org.znn.common.config.MalisNormalisation;
import org.znn.common.config.TrainingConfig.Malis;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Creates outputs and targets for the tests of this package. */
final class Patches {

    static final Malis NO_MALIS = new Malis(false, MalisNormalisation.NONE, false);

    private Patches() {
    }

    /** Creates a row of voxels with one channel. */
    static Volume row(double... values) {
        return new DoubleVolume(1, new Vec3(1, 1, values.length), values);
    }

    static Target target(Volume label) {
        return new Target(label, Optional.empty(), Optional.empty());
    }

    /** Creates random values from 0 to 1: a few equidistant levels, for ties, or continuous values if levels is 0. */
    static Volume random(Random random, Precision precision, int channels, Vec3 size, int levels) {
        Volume volume = Volume.zeros(precision, channels, size);
        for (int i = 0; i < channels * size.product(); i++) {
            volume.set(i, levels == 0 ? random.nextDouble() : random.nextInt(levels) / (levels - 1.0));
        }
        return volume;
    }

    /** Creates random bits that are 1 with the given probability. */
    static Volume bits(Random random, Precision precision, int channels, Vec3 size, double probability) {
        Volume volume = Volume.zeros(precision, channels, size);
        for (int i = 0; i < channels * size.product(); i++) {
            volume.set(i, random.nextDouble() < probability ? 1 : 0);
        }
        return volume;
    }

    static Vec3 randomSize(Random random, int max) {
        return new Vec3(1 + random.nextInt(max), 1 + random.nextInt(max), 1 + random.nextInt(max));
    }

    /** Reads a dataset of real numbers as a flat array. */
    static double[] readDoubles(Path file, String dataset) {
        try (HdfFile hdf = new HdfFile(file)) {
            Object data = hdf.getDatasetByPath(dataset).getDataFlat();
            if (data instanceof float[] floats) {
                return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
            }
            return data instanceof double[] doubles ? doubles : new double[] {((Number) data).doubleValue()};
        }
    }
}
