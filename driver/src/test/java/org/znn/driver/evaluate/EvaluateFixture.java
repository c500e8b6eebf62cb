package org.znn.driver.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.znn.driver.cli.Program;
import org.znn.driver.console.Console;

/** Base class of tests that run the command {@code evaluate} on small files. */
abstract class EvaluateFixture {

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path output;
    private Path label;

    @BeforeEach
    void name() {
        output = folder.resolve("out.h5");
        label = folder.resolve("label.h5");
    }

    Path output() {
        return output;
    }

    Path label() {
        return label;
    }

    /** Names the output and the label that are evaluated from now on; the names may be absolute paths. */
    void use(String outputName, String labelName) {
        output = folder.resolve(outputName);
        label = folder.resolve(labelName);
    }

    /** Evaluates successfully and returns the last line. */
    JsonNode evaluate(String... more) throws IOException {
        assertEquals(Program.EXIT_OK, run(more), err.toString(UTF_8));
        return new ObjectMapper().readTree(lines().get(lines().size() - 1));
    }

    void assertRefused(String message, String... more) {
        assertEquals(Program.EXIT_USER_ERROR, run(more), out.toString(UTF_8));
        assertTrue(err.toString(UTF_8).contains(message), err.toString(UTF_8));
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("evaluate", "--output", output.toString(), "--label",
                label.toString()));
        arguments.addAll(List.of(more));
        out.reset();
        err.reset();
        return new Program(new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), 0,
                System::nanoTime)).run(arguments.toArray(String[]::new));
    }

    List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    static void assertScores(JsonNode json, double pixelError, double rand, double info) {
        assertEquals(pixelError, json.get("pixel_error").asDouble(), 1e-6);
        assertEquals(rand, json.get("v_rand").asDouble(), 1e-6);
        assertEquals(info, json.get("v_info").asDouble(), 1e-6);
    }

    void writeMap(float inside, float boundary, String[]... sections) throws IOException {
        write(output, map(inside, boundary, sections));
    }

    static float[][][][] map(float inside, float boundary, String[]... sections) {
        float[][][][] map = new float[2][sections.length][sections[0].length][sections[0][0].length()];
        for (int z = 0; z < sections.length; z++) {
            for (int y = 0; y < sections[z].length; y++) {
                for (int x = 0; x < sections[z][y].length(); x++) {
                    map[0][z][y][x] = sections[z][y].charAt(x) == '.' ? boundary : inside;
                    map[1][z][y][x] = 1 - map[0][z][y][x];
                }
            }
        }
        return map;
    }

    /** Writes a label in which cells 1 and 2 have the given ids. */
    void writeLabel(int one, int two, String[]... sections) throws IOException {
        write(label, ids(one, two, sections));
    }

    static int[][][] ids(int one, int two, String[]... sections) {
        int[][][] ids = new int[sections.length][sections[0].length][sections[0][0].length()];
        for (int z = 0; z < sections.length; z++) {
            for (int y = 0; y < sections[z].length; y++) {
                for (int x = 0; x < sections[z][y].length(); x++) {
                    char c = sections[z][y].charAt(x);
                    ids[z][y][x] = c == '1' ? one : c == '2' ? two : 0;
                }
            }
        }
        return ids;
    }

    static void write(Path file, Object data, String... placement) throws IOException {
        Files.deleteIfExists(file);
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            WritableDataset main = hdf.putDataset("main", data);
            if (placement.length > 0) {
                main.putAttribute("offset", numbers(placement[0]));
                main.putAttribute("stride", numbers(placement[1]));
            }
        }
    }

    private static long[] numbers(String text) {
        return List.of(text.split(" ")).stream().mapToLong(Long::parseLong).toArray();
    }
}
