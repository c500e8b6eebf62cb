package org.znn.common.volume.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;

/** Tests that files with random damage are either read or rejected with a {@link VolumeException}, without hanging. */
class CorruptedFilesTest {

    private static final int TRIALS = 40;
    private static final long SEED = 12;

    @TempDir
    private Path folder;

    static Stream<String> files() {
        return Stream.of("layouts.h5:/all", "latest.h5:/fixed_array", "latest.h5:/btree2",
                "latest.h5:/extensible_array", "main.h5", "u2_little.tif", "u2_lzw.tif", "f4_predictor.tif",
                "u1_tiled.tif", "f4_big.tif", "imagej_virtual.tif", "rgba_lzw.tif", "u2_packbits.tif");
    }

    @ParameterizedTest
    @MethodSource("files")
    @Timeout(60)
    void isReadOrRejected(String name) throws IOException {
        VolumePath path = VolumePath.parse(SampleFiles.path(name));
        byte[] whole = Files.readAllBytes(Path.of(path.file()));
        for (int trial = 0; trial < TRIALS; trial++) {
            Random random = new Random(SEED * TRIALS + trial);
            byte[] bytes = whole.clone();
            int damages = 1 + random.nextInt(4);
            for (int i = 0; i < damages; i++) {
                // Half of the damage hits the beginning of the file, where most structures are.
                int reach = random.nextBoolean() ? Math.min(bytes.length, 1500) : bytes.length;
                bytes[random.nextInt(reach)] = (byte) (random.nextBoolean() ? random.nextInt() : -1);
            }
            Path file = Files.write(folder.resolve("damaged" + (name.contains(".h5") ? ".h5" : ".tif")), bytes);
            try (VolumeReader reader = VolumeReaders.open(file + path.dataset().map(d -> ":" + d).orElse(""))) {
                Vec3 corner = reader.info().size().min(Vec3.cube(8));
                if (reader.info().channels() < 100) {
                    reader.read(new Box(reader.info().size().minus(corner), corner), Precision.FLOAT32);
                }
            } catch (VolumeException e) {
                Assertions.assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("trial " + trial + " of seed " + SEED, e);
            }
        }
    }
}
