package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Random volumes, and assertions on volumes. */
final class VolumeAsserts {

    private VolumeAsserts() {
    }

    static Volume noise(Precision precision, int channels, Vec3 size, Random random) {
        Volume volume = Volume.zeros(precision, channels, size);
        forEach(volume, (c, z, y, x) -> volume.set(c, z, y, x, (float) random.nextGaussian()));
        return volume;
    }

    /** Returns a random volume of each input of a network; {@code sizes} holds the size of each by name. */
    static Map<String, Volume> noise(Precision precision, NetworkSpec spec, Map<String, Vec3> sizes, Random random) {
        Map<String, Volume> inputs = new TreeMap<>();
        sizes.forEach((name, size) -> inputs.put(name, noise(precision, spec.node(name).featureMaps(), size, random)));
        return inputs;
    }

    /** Asserts that every voxel is within a fraction of the range of the expected volume. */
    static void assertClose(Map<String, Volume> expected, Map<String, Volume> actual, double fraction,
            String message) {
        assertEquals(expected.keySet(), actual.keySet(), message);
        expected.forEach((name, e) -> assertClose(e, actual.get(name), fraction, message + ", " + name));
    }

    private static void assertClose(Volume expected, Volume actual, double fraction, String message) {
        assertEquals(expected.channels(), actual.channels(), message);
        assertEquals(expected.size(), actual.size(), message);
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0};
        forEach(expected, (c, z, y, x) -> {
            double e = expected.get(c, z, y, x);
            range[0] = Math.min(range[0], e);
            range[1] = Math.max(range[1], e);
            double error = Math.abs(actual.get(c, z, y, x) - e);
            range[2] = Double.isNaN(error) ? Double.NaN : Math.max(range[2], error);
        });
        double scale = Math.max(range[1] - range[0], Math.max(Math.abs(range[0]), Math.abs(range[1])));
        assertTrue(range[2] <= fraction * scale,
                message + ": off by " + range[2] + " where values span " + range[0] + " to " + range[1]);
    }

    /** Asserts that a box of {@code whole} is bit-identical to {@code part}. */
    static void assertSameBits(Volume part, Volume whole, Vec3 corner, String message) {
        forEach(part, (c, z, y, x) -> assertEquals(
                Double.doubleToRawLongBits(whole.get(c, z + corner.z(), y + corner.y(), x + corner.x())),
                Double.doubleToRawLongBits(part.get(c, z, y, x)), message));
    }

    static Volume cut(Volume whole, Vec3 corner, Vec3 size) {
        Volume part = Volume.zeros(whole.precision(), whole.channels(), size);
        forEach(part, (c, z, y, x) -> part.set(c, z, y, x,
                whole.get(c, z + corner.z(), y + corner.y(), x + corner.x())));
        return part;
    }

    static void forEach(Volume volume, Voxel action) {
        Vec3 size = volume.size();
        for (int c = 0; c < volume.channels(); c++) {
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        action.accept(c, z, y, x);
                    }
                }
            }
        }
    }

    /** An action on a voxel. */
    interface Voxel {
        void accept(int channel, int z, int y, int x);
    }
}
