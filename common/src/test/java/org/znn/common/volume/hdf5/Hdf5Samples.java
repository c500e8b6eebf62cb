package org.znn.common.volume.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;

/** Files written by {@code write_hdf5_samples.py}, and what they hold: the lines of the file {@code manifest.tsv}. */
public final class Hdf5Samples {

    private static final int RANDOM_BOXES = 8;
    private static final int LARGEST_BOX = 40;
    private static final long SEED = 31;

    /**
     * A dataset.
     *
     * @param path     path for {@link VolumeReaders}
     * @param channels number of channels
     * @param size     voxels along (z, y, x)
     * @param isReal   whether the truth holds real numbers instead of integers
     * @param truth    file of NumPy with the voxels as float64 or int64
     */
    public record Sample(String path, int channels, Vec3 size, boolean isReal, Path truth) {

        /** Returns the same dataset in a copy of the file on another file system. */
        public Sample on(String fileSystem) {
            return new Sample(fileSystem + path, channels, size, isReal, truth);
        }
    }

    private Hdf5Samples() {
    }

    /** Unpacks an archive of samples beside this class into a folder, and lists them. */
    public static List<Sample> unpack(String archive, Path folder) throws IOException {
        try (InputStream in = Hdf5Samples.class.getResourceAsStream(archive); ZipInputStream zip =
                new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, folder.resolve(entry.getName()));
            }
        }
        return list(folder);
    }

    /** Lists the samples of a folder. */
    static List<Sample> list(Path folder) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("manifest.tsv"))) {
            String[] columns = line.split("\t");
            String[] shape = columns[2].split(",", 2);
            samples.add(new Sample(folder + "/" + columns[0], Integer.parseInt(shape[0]), Vec3.parse(shape[1]),
                    columns[3].equals("real"), folder.resolve(columns[1])));
        }
        return samples;
    }

    /** Reads a sample whole and by random boxes, and compares it with its truth. */
    public static void check(Sample sample) throws IOException {
        ByteBuffer truth = truth(sample);
        try (VolumeReader reader = VolumeReaders.open(sample.path)) {
            assertEquals(sample.channels, reader.info().channels(), sample.path);
            assertEquals(sample.size, reader.info().size(), sample.path);
            check(sample, truth, reader, Box.ofSize(sample.size));
            Random random = new Random(SEED);
            for (int i = 0; i < RANDOM_BOXES; i++) {
                Vec3 start = sample.size.combine(Vec3.ZERO, (n, o) -> random.nextInt(n));
                Vec3 size = sample.size.combine(start, (n, s) -> 1 + random.nextInt(Math.min(LARGEST_BOX, n - s)));
                check(sample, truth, reader, new Box(start, size));
            }
        }
    }

    private static ByteBuffer truth(Sample sample) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(sample.truth)).order(ByteOrder.LITTLE_ENDIAN);
        int headerBytes = 10 + file.getShort(8);
        return file.slice(headerBytes, file.capacity() - headerBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void check(Sample sample, ByteBuffer truth, VolumeReader reader, Box box) {
        double[] reals = ((DoubleVolume) reader.read(box, Precision.FLOAT64)).data();
        long[] integers = sample.isReal ? null : reader.readIds(box);
        Vec3 n = sample.size;
        int i = 0;
        for (int c = 0; c < sample.channels; c++) {
            for (int z = 0; z < box.size().z(); z++) {
                for (int y = 0; y < box.size().y(); y++) {
                    for (int x = 0; x < box.size().x(); x++, i++) {
                        Vec3 s = box.start();
                        long voxel = ((c * (long) n.z() + s.z() + z) * n.y() + s.y() + y) * n.x() + s.x() + x;
                        long expected = truth.getLong((int) voxel * Long.BYTES);
                        long read = sample.isReal ? Double.doubleToLongBits(reals[i]) : integers[i];
                        if (read != expected) {
                            fail(sample.path + ", seed " + SEED + ", box " + box + ": channel " + c + ", voxel " + z
                                    + "," + y + "," + x + " of the box is " + reals[i]);
                        }
                    }
                }
            }
        }
    }
}
