package org.znn.common.volume.zarr;

import static org.junit.jupiter.api.Assertions.assertTrue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Box;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;

/** Tests that containers in which a file is damaged are either read or rejected with a {@link VolumeException}. */
class DamagedZarrTest {

    private static final int MUTANTS = 60;
    private static final long SEED = 31;
    private static final int MAX_VOXELS = 1 << 20;
    private static final List<String> WORDS = List.of("0", "-1", "2147483647", "4294967296", "1e400", "null", "[]",
            "{}", "\"\"", "[[[[[[", "NaN", "true", "\"zstd\"", "\"../..\"");

    @TempDir
    private static Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"v2.zarr", "channels.zarr", "xarray.zarr", "ome4.zarr", "v3.zarr", "ome5.zarr", "cut.n5",
        "channels.n5"})
    @Timeout(120)
    void isReadOrRejected(String name) throws IOException {
        if (!Files.exists(folder.resolve(name))) {
            ZarrSamples.unpack(folder);
        }
        List<Path> metadata = files(folder.resolve(name), true);
        List<Path> chunks = files(folder.resolve(name), false);
        for (int i = 0; i < MUTANTS; i++) {
            Random random = new Random(SEED * MUTANTS + i);
            boolean isText = random.nextInt(3) > 0;
            List<Path> candidates = isText ? metadata : chunks;
            Path file = candidates.get(random.nextInt(candidates.size()));
            byte[] intact = Files.readAllBytes(file);
            Files.write(file, isText ? damageText(intact, random) : damage(intact, random));
            try {
                read(folder.resolve(name).toString(), "mutant " + i + " of seed " + SEED + ", " + file);
            } finally {
                Files.write(file, intact);
            }
        }
    }

    private static void read(String path, String mutant) throws IOException {
        try (VolumeReader reader = ZarrSamples.open(path)) {
            if (reader.info().size().product() * (double) reader.info().channels() < MAX_VOXELS) {
                reader.read(Box.ofSize(reader.info().size()), Precision.FLOAT32);
                reader.placement();
            }
        } catch (VolumeException e) {
            assertTrue(e.getMessage().startsWith(path) && !e.getMessage().contains("Exception"), e.getMessage());
        } catch (RuntimeException | Error e) {
            throw new AssertionError(mutant, e);
        }
    }

    private static byte[] damage(byte[] intact, Random random) {
        byte[] bytes = intact.clone();
        for (int damage = random.nextInt(4); damage >= 0 && bytes.length > 0; damage--) {
            int reach = random.nextBoolean() ? Math.min(bytes.length, 24) : bytes.length;
            int at = random.nextBoolean() ? random.nextInt(reach) : bytes.length - 1 - random.nextInt(reach);
            bytes[at] = (byte) (random.nextBoolean() ? -1 : random.nextInt());
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 20)) : bytes;
    }

    private static byte[] damageText(byte[] intact, Random random) {
        if (random.nextInt(10) == 0) {
            return damage(intact, random);
        }
        StringBuilder text = new StringBuilder(new String(intact, StandardCharsets.UTF_8));
        for (int damage = random.nextInt(2); damage >= 0; damage--) {
            // A value of the JSON: a number, a word in quotes, or a part of it.
            int from = random.nextInt(text.length());
            int to = from + 1;
            while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
                to++;
            }
            text.replace(from, to, WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Path> files(Path root, boolean isMetadata) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).filter(f -> isMetadata == f.toString().matches(
                    ".*(\\.zarray|\\.zattrs|\\.zgroup|\\.json)")).sorted().toList();
        }
    }
}
