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

/** Outputs and targets for the tests of this package. */
final class Patches {

    static final Malis NO_MALIS = new Malis(false, MalisNormalisation.NONE, false);

    private Patches() {
    }

    /** A row of voxels, one channel. */
    static Volume row(double... values) {
        return new DoubleVolume(1, new Vec3(1, 1, values.length), values);
    }

    static Target target(Volume label) {
        return new Target(label, Optional.empty(), Optional.empty());
    }

    /** Values between 0 and 1; of so many levels, that ties are many, or continuous where levels are 0. */
    static Volume random(Random random, Precision precision, int channels, Vec3 size, int levels) {
        Volume volume = Volume.zeros(precision, channels, size);
        for (int i = 0; i < channels * size.product(); i++) {
            volume.set(i, levels == 0 ? random.nextDouble() : random.nextInt(levels) / (levels - 1.0));
        }
        return volume;
    }

    /** 0 or 1, the latter with a probability. */
    static Volume bits(Random random, Precision precision, int channels, Vec3 size, double share) {
        Volume volume = Volume.zeros(precision, channels, size);
        for (int i = 0; i < channels * size.product(); i++) {
            volume.set(i, random.nextDouble() < share ? 1 : 0);
        }
        return volume;
    }

    static Vec3 size(Random random, int most) {
        return new Vec3(1 + random.nextInt(most), 1 + random.nextInt(most), 1 + random.nextInt(most));
    }

    /** A dataset of real numbers, flat. */
    static double[] numbers(Path file, String dataset) {
        try (HdfFile hdf = new HdfFile(file)) {
            Object data = hdf.getDatasetByPath(dataset).getDataFlat();
            if (data instanceof float[] floats) {
                return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
            }
            return data instanceof double[] many ? many : new double[] {((Number) data).doubleValue()};
        }
    }
}
