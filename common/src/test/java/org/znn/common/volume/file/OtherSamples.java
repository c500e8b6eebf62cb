package org.znn.common.volume.file;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeCase;

/** Volumes that {@code src/test/python/write_other_samples.py} wrote, with the values that its libraries read back. */
final class OtherSamples {

    /**
     * One volume.
     *
     * @param contents    path, type, size and values
     * @param ids         values as integers in the order c, z, y, x; empty for floating-point types
     * @param calibration physical size of the voxels; empty if the file states none
     */
    record Sample(VolumeCase contents, long[] ids, Optional<Calibration> calibration) {

        @Override
        public String toString() {
            return contents.toString();
        }
    }

    private OtherSamples() {
    }

    /** Returns the folder of the samples that are kept under version control. */
    static Path kept() {
        try {
            return Path.of(OtherSamples.class.getResource("/org/znn/common/volume/other").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the samples in a folder. */
    static List<Sample> in(Path folder) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("MANIFEST"))) {
            samples.add(sample(folder, line.split(";", -1)));
        }
        return samples;
    }

    private static Sample sample(Path folder, String[] entry) throws IOException {
        ElementType type = ElementType.valueOf(entry[1]);
        int channels = Integer.parseInt(entry[2]);
        Vec3 size = Vec3.parse(entry[3]);
        int elements = Math.toIntExact(channels * size.product());
        ByteBuffer truth = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(entry[0].replaceFirst("/.*", "")
                + ".truth")));
        double[] values = new double[elements];
        truth.asDoubleBuffer().get(values);
        long[] ids = new long[type.isInteger() ? elements : 0];
        truth.position(elements * Double.BYTES).asLongBuffer().get(ids);
        VolumeCase contents = new VolumeCase(folder.resolve(entry[0]).toString(), type, channels, size,
                (c, z, y, x) -> values[((c * size.z() + z) * size.y() + y) * size.x() + x]);
        return new Sample(contents, ids, entry[4].isEmpty() ? Optional.empty() : Optional.of(new Calibration(
                vector(entry[4]), entry[5], entry[6].isEmpty() ? Vec3d.ZERO : vector(entry[6]))));
    }

    private static Vec3d vector(String text) {
        double[] zyx = Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
        return new Vec3d(zyx[0], zyx[1], zyx[2]);
    }
}
