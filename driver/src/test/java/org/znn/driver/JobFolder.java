package org.znn.driver;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.Hyperparameters;
import org.znn.common.network.InitialWeights;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFileWriter;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.SavedNetwork;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;

/**
 * Builds the files of a job in a folder: the .cfg from its keys, and the network, weights, .spec and volumes.
 * Every file is written at once and can be edited afterwards, to break a job on purpose.
 */
public final class JobFolder {

    private static final String JOB = "job.cfg";
    private static final String NETWORK = "net.znn";

    private final Path folder;
    private final Map<String, String> keys = new LinkedHashMap<>();

    /** Creates the folder. */
    public JobFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    public Path path() {
        return folder;
    }

    /** Returns the path of a file of the folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Returns the path of the .cfg. */
    public String job() {
        return file(JOB).toString();
    }

    /** Sets a key of the .cfg, which lists the keys in the order in which they were first set. */
    public JobFolder set(String key, String value) {
        keys.put(key, value);
        return writeKeys();
    }

    /** Sets keys from lines {@code key = value}. */
    public JobFolder setAll(String lines) {
        lines.lines().map(line -> line.split(" = ", 2)).forEach(pair -> keys.put(pair[0], pair[1]));
        return writeKeys();
    }

    /** Removes keys from the .cfg. */
    public JobFolder without(String... names) {
        List.of(names).forEach(keys::remove);
        return writeKeys();
    }

    private JobFolder writeKeys() {
        StringBuilder cfg = new StringBuilder("[parameters]\n");
        keys.forEach((key, value) -> cfg.append(key).append(" = ").append(value).append('\n'));
        return write(JOB, cfg.toString());
    }

    /** Returns whether the .cfg has a key. */
    public boolean isSet(String key) {
        return keys.containsKey(key);
    }

    /** Writes net.znn. */
    public JobFolder network(String text) {
        return write(NETWORK, text);
    }

    /** Parses the network that the .cfg names. */
    public NetworkSpec network() {
        return NetworkParser.parse(file(keys.getOrDefault("fnet_spec", NETWORK)).toString());
    }

    /** Draws the weights of net.znn from a seed and saves them. */
    public Weights drawWeights(String name, long seed) throws IOException {
        return saveWeights(name, Files.readString(file(NETWORK)), seed, UnaryOperator.identity());
    }

    /** Draws the weights of a network from a seed and saves them changed. */
    public Weights saveWeights(String name, String network, long seed, UnaryOperator<Weights> change)
            throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        NetworkSpec spec = NetworkParser.parse(name, network.lines().toList(), diagnostics).orElse(null);
        diagnostics.throwIfErrors();
        Weights weights = change.apply(InitialWeights.draw(spec, seed, diagnostics));
        diagnostics.throwIfErrors();
        SavedNetwork saved =
                new SavedNetwork(spec, weights, weights, LearningCurve.EMPTY, Optional.empty(), Map.of());
        new NetworkFileWriter(Precision.FLOAT64, new Hyperparameters(0.01, 0, 0)).write(file(name), saved);
        return weights;
    }

    /** Saves an array as the dataset {@code /main} of an HDF5 file. */
    public JobFolder volume(String name, Object array) throws IOException {
        Files.deleteIfExists(file(name));
        try (WritableHdfFile hdf = HdfFile.write(file(name))) {
            hdf.putDataset("main", array);
        }
        return this;
    }

    /** Writes a text file. */
    public JobFolder write(String name, String text) {
        try {
            Files.writeString(file(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a binary file. */
    public void write(String name, byte[] bytes) throws IOException {
        Files.write(file(name), bytes);
    }

    /** Replaces the first line of a file that equals a text; there must be one. */
    public void replaceLine(String name, String line, String replacement) throws IOException {
        String text = Files.readString(file(name));
        String changed = text.replaceFirst("(?m)^" + Pattern.quote(line) + "$", Matcher.quoteReplacement(replacement));
        assertNotEquals(text, changed, "the replacement changes nothing");
        write(name, changed);
    }

    /** Truncates a file to a number of bytes, or by a number of bytes if it is negative. */
    public void truncate(String name, int bytes) throws IOException {
        byte[] all = Files.readAllBytes(file(name));
        write(name, Arrays.copyOf(all, bytes < 0 ? all.length + bytes : bytes));
    }

    /** Returns the paths of all files and folders, relative to the folder and sorted. */
    public List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(p -> folder.relativize(p).toString()).sorted().toList();
        }
    }

    /** Returns the output of a forward job for a node of sample 1. */
    public Path output(String node) {
        return file(keys.get("output_prefix") + "_sample1_" + node + ".h5");
    }

    /** Returns the default folder of the parts of a node of sample 1. */
    public Path parts(String node) {
        return file(keys.get("output_prefix") + "_sample1_" + node + ".parts");
    }

    /** Returns the committed parts of a node of sample 1, sorted. */
    public List<Path> partFiles(String node) throws IOException {
        if (!Files.isDirectory(parts(node))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(parts(node))) {
            return files.filter(f -> f.toString().endsWith(".part")).sorted().toList();
        }
    }

    /** Returns a file of a training run by the text that follows its prefix. */
    public Path trained(String suffix) {
        return file(keys.get("train_net_prefix") + suffix);
    }

    /** Returns the network that a training run saves after its last step. */
    public Path trained() {
        return trained("_" + keys.get("max_iter") + ".h5");
    }
}
