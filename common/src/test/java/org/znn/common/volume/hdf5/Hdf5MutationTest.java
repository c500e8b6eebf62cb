package org.znn.common.volume.hdf5;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;

/** Tests that damaged files of every kind of index are read or refused, and nothing else. */
class Hdf5MutationTest {

    private static final int MUTANTS_PER_FILE = 25;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(120)
    void isReadOrRefused(long seed) throws Exception {
        List<Hdf5Samples.Sample> samples = Hdf5Samples.unpack("hdf5_samples.zip", folder);
        for (Hdf5Samples.Sample sample : samples) {
            if (!sample.path().endsWith(".h5") || sample.size().product() > 100_000) {
                continue;
            }
            byte[] whole = Files.readAllBytes(Path.of(sample.path()));
            Path mutant = folder.resolve("mutant.h5");
            for (int i = 0; i < MUTANTS_PER_FILE; i++) {
                Random random = new Random(seed * 1000 + i);
                Files.write(mutant, mutate(whole, random));
                try {
                    read(mutant);
                } catch (VolumeException e) {
                    assertTrue(e.getMessage().startsWith(mutant.toString()), e.getMessage());
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("mutant " + i + " of seed " + seed + " of " + sample.path(), e);
                }
            }
        }
    }

    private static void read(Path file) throws Exception {
        try (VolumeReader reader = VolumeReaders.open(file.toString())) {
            Vec3 size = reader.info().size();
            Vec3 corner = size.min(Vec3.cube(12));
            if (reader.info().channels() < 100) {
                reader.read(new Box(Vec3.ZERO, corner), Precision.FLOAT32);
                reader.read(new Box(size.minus(corner), corner), Precision.FLOAT64);
            }
        }
    }

    private static byte[] mutate(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int reach = random.nextInt(4) > 0 ? Math.min(bytes.length, 3000) : bytes.length;
            int at = random.nextInt(reach);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                case 2 -> bytes[at] = -1;
                default -> System.arraycopy(bytes, random.nextInt(bytes.length - 8), bytes, at,
                        Math.min(8, bytes.length - at));
            }
        }
        return bytes;
    }
}
