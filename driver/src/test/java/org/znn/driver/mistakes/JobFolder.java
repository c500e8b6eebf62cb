package org.znn.driver.mistakes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import org.znn.common.network.Hyperparameters;
import org.znn.common.network.InitialWeights;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFileWriter;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.problem.Problems;
import org.znn.common.volume.Precision;
import org.znn.driver.cli.Program;
import org.znn.driver.console.Console;

/** A complete legal forward job in a folder, for tests to break one thing in it. */
public final class JobFolder {

    /** Field of view 2,5,5; its lines are numbered in the cases. */
    static final String NETWORK = """
            nodes input
            type input
            size 1
            edges c1
            type conv
            size 1,3,3
            init gaussian
            init_args 0,0.5
            input input
            output n1
            nodes n1
            type transfer
            function tanh
            size 3
            edges c2
            type conv
            size 2,3,3
            init gaussian
            init_args 0,0.5
            input n1
            output out
            nodes out
            type transfer
            function linear
            size 2
            """;
    static final String JOB = """
            [parameters]
            fnet_spec = net.znn
            fdata_spec = data.spec
            num_threads = 1
            dtype = float32
            out_type = boundary
            cost_fn = auto
            forward_range = 1
            forward_net = net.h5
            forward_outsz = 2,8,8
            forward_conv_mode = direct
            output_prefix = FOLDER/out
            """;
    static final String DATA = """
            [image1]
            fnames = image.h5
            pp_types = standard2D
            is_auto_crop = no
            [sample1]
            input = 1
            """;

    private static final Pattern INSIDE = Pattern.compile("\\w*(?:Exception|Error)\\b|^\\s+at |\\bjava\\.|\\bio\\.jhdf"
            + "|\\borg\\.(?:znn|apache)|Caused by", Pattern.MULTILINE);

    private final Path folder;

    /**
     * What a command left.
     *
     * @param exit code
     * @param out  standard output
     * @param err  standard error
     */
    public record Outcome(int exit, String out, String err) {

        /** Everything, for messages of assertions. */
        public String all() {
            return "exit " + exit + "\n--- out\n" + out + "\n--- err\n" + err;
        }
    }

    /** Writes the job. */
    public JobFolder(Path folder) throws IOException {
        this.folder = folder;
        write("net.znn", NETWORK);
        write("job.cfg", JOB.replace("FOLDER", folder.toString()));
        write("data.spec", DATA);
        weights("net.h5", NETWORK, UnaryOperator.identity());
        image("image.h5", image(6, 20, 20));
    }

    /** A file of the folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    public void write(String name, String text) throws IOException {
        Files.writeString(file(name), text);
    }

    public void write(String name, byte[] bytes) throws IOException {
        Files.write(file(name), bytes);
    }

    public void remove(String name) throws IOException {
        Files.delete(file(name));
    }

    /** Replaces the one line of that text by another, or by several. */
    public void replace(String name, String line, String by) throws IOException {
        String text = Files.readString(file(name));
        String changed = text.replaceFirst("(?m)^" + Pattern.quote(line) + "$", Matcher.quoteReplacement(by));
        assertFalse(text.equals(changed), "the case changes nothing");
        write(name, changed);
    }

    /** Keeps the first bytes of a file; a negative count is what is cut off its end. */
    public void truncate(String name, int bytes) throws IOException {
        byte[] all = Files.readAllBytes(file(name));
        write(name, Arrays.copyOf(all, bytes < 0 ? all.length + bytes : bytes));
    }

    /** Sets the folder's job to another value of a key. */
    public void set(String key, String value) throws IOException {
        String text = Files.readString(file("job.cfg"));
        write("job.cfg", text.replaceFirst("(?m)^" + key + " = .*$",
                Matcher.quoteReplacement(key + " = " + value)));
    }

    /** Saves weights of a network, changed. */
    public void weights(String name, String network, UnaryOperator<Weights> change) throws IOException {
        Problems problems = new Problems();
        NetworkSpec spec = NetworkParser.parse(name, network.lines().toList(), problems).orElse(null);
        problems.throwIfAny();
        Weights weights = InitialWeights.draw(spec, 1, problems);
        new NetworkFileWriter(Precision.FLOAT32, new Hyperparameters(0, 0, 0)).write(file(name), spec,
                change.apply(weights), weights, LearningCurve.EMPTY);
    }

    /** Saves an array as {@code /main}. */
    public void image(String name, Object array) throws IOException {
        Files.deleteIfExists(file(name));
        try (WritableHdfFile hdf = HdfFile.write(file(name))) {
            hdf.putDataset("main", array);
        }
    }

    /** Grey values that differ everywhere. */
    public static float[][][] image(int depth, int height, int width) {
        float[][][] image = new float[depth][height][width];
        for (int z = 0; z < depth; z++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    image[z][y][x] = (31 * z + 17 * y + 7 * x) % 101;
                }
            }
        }
        return image;
    }

    /** Runs a command in this JVM; {@code JOB} stands for the path of the job. */
    public Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new Program(new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), 0,
                System::nanoTime)).run(Stream.of(arguments).map(a -> a.replace("JOB", file("job.cfg").toString()))
                .toArray(String[]::new));
        return new Outcome(exit, text(out), text(err));
    }

    /** Runs a command that must be refused: nothing is computed or left, and every fragment is told. */
    public void refused(List<String> arguments, String... fragments) throws IOException {
        List<String> before = files();
        Outcome outcome = run(arguments.toArray(String[]::new));
        assertPlain(outcome, Program.MISTAKE, fragments);
        assertEquals("", outcome.out());
        assertEquals(before, files(), "what is in the folder");
    }

    /** Runs {@code forward}, which must be refused. */
    public void refused(String... fragments) throws IOException {
        refused(List.of("forward", "-c", "JOB"), fragments);
    }

    /** It ended with that code, told all fragments in this order, and nothing of the program's inside. */
    public static void assertPlain(Outcome outcome, int exit, String... fragments) {
        assertEquals(exit, outcome.exit(), outcome.all());
        assertFalse(INSIDE.matcher(outcome.err()).find(), outcome.all());
        int from = 0;
        for (String fragment : fragments) {
            int at = outcome.err().indexOf(fragment, from);
            assertTrue(at >= 0, "not told (in order): " + fragment + "\n" + outcome.all());
            from = at + fragment.length();
        }
    }

    /** All files below, sorted. */
    public List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(p -> folder.relativize(p).toString()).sorted().toList();
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
