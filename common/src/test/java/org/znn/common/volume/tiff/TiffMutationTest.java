package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.storage.MemorySource;

/** Tests that damaged TIFF files of every kind are read or refused as files are, without hanging. */
class TiffMutationTest {

    private static final long SEED = 8;
    private static final int MUTANTS = 12;
    private static final int[] EXTREMES = {0, 1, 0x7F, 0x80, 0xFF};

    @Test
    @Timeout(60)
    void damagedFilesAreReadOrRefused() throws IOException {
        List<VolumeCase> files = TiffSampleFiles.of(TiffSampleFiles.folder());
        for (int i = 0; i < files.size(); i++) {
            String[] path = files.get(i).path().split(":(?=/)", 2);
            byte[] whole = Files.readAllBytes(Path.of(path[0]));
            for (int mutant = 0; mutant < MUTANTS; mutant++) {
                Random random = new Random((SEED * files.size() + i) * MUTANTS + mutant);
                byte[] bytes = mutate(whole, random);
                try (VolumeReader reader = TiffVolumeReader.open(new MemorySource(bytes),
                        path.length > 1 ? Optional.of(path[1]) : Optional.empty())) {
                    Vec3 size = reader.info().size();
                    Vec3 corner = size.min(Vec3.cube(20));
                    if (reader.info().channels() < 100) {
                        reader.read(new Box(size.minus(corner), corner), Precision.FLOAT32);
                    }
                } catch (VolumeException e) {
                    requireReadable(e, files.get(i) + ", mutant " + mutant + " of seed " + SEED);
                } catch (RuntimeException | Error e) {
                    throw new AssertionError(files.get(i) + ", mutant " + mutant + " of seed " + SEED, e);
                }
            }
        }
    }

    /** Checks that the cause is one that the readers raise on purpose. */
    private static void requireReadable(VolumeException e, String mutant) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IndexOutOfBoundsException || cause instanceof NegativeArraySizeException
                    || cause instanceof NullPointerException || cause instanceof ArithmeticException
                    || cause instanceof ClassCastException || cause instanceof Error) {
                throw new AssertionError(mutant, e);
            }
        }
    }

    private static byte[] mutate(byte[] whole, Random random) {
        byte[] bytes = random.nextInt(8) == 0 ? Arrays.copyOf(whole, 1 + random.nextInt(whole.length))
                : whole.clone();
        int damages = 1 + random.nextInt(6);
        for (int i = 0; i < damages; i++) {
            // Directories are at the end of these files, descriptions and the first directory at the beginning.
            int reach = Math.min(bytes.length, 600);
            int at = switch (random.nextInt(3)) {
                case 0 -> random.nextInt(reach);
                case 1 -> bytes.length - 1 - random.nextInt(reach);
                default -> random.nextInt(bytes.length);
            };
            bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : EXTREMES[random.nextInt(EXTREMES.length)]);
        }
        return bytes;
    }
}
