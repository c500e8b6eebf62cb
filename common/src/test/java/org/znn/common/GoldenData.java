package org.znn.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Answers of the original ZNN, in the test resources as one archive per case; {@code golden/README.md} there says how
 * they came about. An archive is unpacked once per JVM, into a folder that is deleted when the JVM exits.
 */
public final class GoldenData {

    /** Cases of a forward pass. */
    public static final List<String> FORWARD =
            List.of("3d_3_max_pool", "N4_A_even", "VD2D3D_two_inputs", "srini2d_isbi", "srini_logistics");
    /** Cases of training. */
    public static final List<String> TRAIN = List.of("tiny3d_binomial", "tiny3d_no_momentum", "srini2d_softmax");

    private static final Map<String, Path> UNPACKED = new ConcurrentHashMap<>();

    private GoldenData() {
    }

    /**
     * The folder of a case with its files, {@code case.h5} among them.
     *
     * @param name such as {@code forward/srini2d_isbi}
     */
    public static Path folder(String name) {
        return UNPACKED.computeIfAbsent(name, GoldenData::unpack);
    }

    /** All network files ({@code .h5}) of all cases. */
    public static List<Path> networkFiles() {
        return files().filter(f -> f.toString().endsWith(".h5") && !f.endsWith("case.h5")).toList();
    }

    /** All network specifications ({@code .znn}) of all cases. */
    public static List<Path> networkSpecs() {
        return files().filter(f -> f.toString().endsWith(".znn")).toList();
    }

    private static Stream<Path> files() {
        return Stream.concat(FORWARD.stream().map("forward/"::concat), TRAIN.stream().map("train/"::concat))
                .flatMap(name -> list(folder(name)).stream());
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpack(String name) {
        try (InputStream archive = GoldenData.class.getResourceAsStream("golden/" + name + ".zip")) {
            if (archive == null) {
                throw new IllegalArgumentException("no golden case " + name);
            }
            Path folder = Files.createTempDirectory("golden");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            ZipInputStream zip = new ZipInputStream(archive);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, folder.resolve(entry.getName()));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
