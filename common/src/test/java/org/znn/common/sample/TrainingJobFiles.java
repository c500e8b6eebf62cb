package org.znn.common.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import org.znn.common.config.JobFile;
import org.znn.common.config.Sample;
import org.znn.common.config.TrainingConfig;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.sample.check.TrainingDataPlanner;
import org.znn.common.sample.training.LoadedData;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.volume.storage.Storages;

/** Builds a training job as a user writes it: net.znn, job.cfg, data.spec and volumes in one folder. */
public final class TrainingJobFiles {

    private final Path folder;
    private Diagnostics diagnostics = new Diagnostics();
    private String network = network(2, "1,1,1");
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String data = data("", "");

    public TrainingJobFiles(Path folder) {
        this.folder = folder;
    }

    /** Returns a network of one convolution from a single channel at {@code input} to several at {@code output}. */
    public static String network(int channels, String kernel) {
        return node("input", "input", 1) + edge("c", "conv", "input", "output", "size " + kernel + "\ninit zero")
                + node("output", "sum", channels);
    }

    /** Returns a node group of a network file. */
    public static String node(String name, String type, int size) {
        return "nodes " + name + "\ntype " + type + "\nsize " + size + "\n";
    }

    /** Returns an edge group of a network file. */
    public static String edge(String name, String type, String from, String to, String options) {
        return "edges " + name + "\ntype " + type + "\ninput " + from + "\noutput " + to + "\n" + options + "\n";
    }

    /**
     * Returns a data.spec with one image, one label and one sample, with additional lines for the image and the label.
     */
    public static String data(String image, String label) {
        return """
                [image1]
                fnames = image.h5
                pp_types = none
                %s
                [label1]
                fnames = label.h5
                pp_types = none
                %s
                [sample1]
                input = 1
                output = 1
                """.formatted(image, label);
    }

    /** Replaces net.znn. */
    public TrainingJobFiles network(String text) {
        network = text;
        return this;
    }

    /** Sets keys of [parameters], one per line; the first one is in line 8 of job.cfg. */
    public TrainingJobFiles with(String lines) {
        lines.lines().forEach(line -> parameters.put(line.split(" = ")[0], line));
        return this;
    }

    /** Replaces data.spec. */
    public TrainingJobFiles data(String text) {
        data = text;
        return this;
    }

    /** Writes an array (z, y, x) or (channel, z, y, x) as the dataset {@code /main} of an HDF5 file. */
    public TrainingJobFiles volume(String name, Object array) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (WritableHdfFile hdf = HdfFile.write(folder.resolve(name))) {
            hdf.putDataset("main", array);
        }
        return this;
    }

    /** Plans the job, which must be valid. */
    public TrainingData plan() {
        Optional<TrainingData> plan = planned(Long.MAX_VALUE);
        if (plan.isEmpty()) {
            throw new AssertionError(messages());
        }
        return plan.get();
    }

    /** Loads the data of the job, which must be valid. */
    public LoadedData load() {
        return plan().load(Storages.standard());
    }

    /**
     * Returns the errors of the job, one per line.
     *
     * @param memory memory available for the samples in bytes
     */
    public String errors(long memory) {
        Optional<TrainingData> plan = planned(memory);
        if (plan.isPresent() != diagnostics.errors().isEmpty()) {
            throw new AssertionError("a plan despite errors, or neither plan nor errors: " + messages());
        }
        return messages();
    }

    private Optional<TrainingData> planned(long memory) {
        diagnostics = new Diagnostics();
        write("net.znn", network);
        write("data.spec", data);
        write("job.cfg", """
                [parameters]
                fnet_spec = net.znn
                fdata_spec = data.spec
                dtype = float64
                train_net_prefix = saved
                test_range = 1
                train_range = 1
                """ + String.join("\n", parameters.values()));
        JobFile job = JobFile.read(folder.resolve("job.cfg").toString(), Map.of(), diagnostics).orElseThrow();
        TrainingConfig config = job.trainingConfig(diagnostics).orElseThrow(() -> new AssertionError(messages()));
        NetworkSpec spec = NetworkParser.parse("net.znn", network.lines().toList(), diagnostics).orElseThrow();
        List<Sample> samples = job.dataSpec(diagnostics)
                .bindSamples(List.of(config.trainSamples()), spec, true, diagnostics);
        if (!diagnostics.errors().isEmpty()) {
            throw new AssertionError(messages());
        }
        return new TrainingDataPlanner(spec, config, job::location, Storages.standard(), diagnostics)
                .plan(samples, memory);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String messages() {
        return diagnostics.errors().stream().map(Diagnostic::toString).map(t -> t.replace(folder + "/", ""))
                .collect(Collectors.joining("\n"));
    }
}
