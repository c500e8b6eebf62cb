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
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.problem.Problem;
import org.znn.common.problem.Problems;
import org.znn.common.sample.check.TrainingDataPlanner;
import org.znn.common.sample.training.LoadedData;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.volume.storage.Storages;

/** A training job as its user writes it: net.znn, job.cfg and data.spec in a folder, beside volumes. */
public final class TrainingFiles {

    private final Path folder;
    private Problems problems = new Problems();
    private String network = network(2, "1,1,1");
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String data = data("", "");

    public TrainingFiles(Path folder) {
        this.folder = folder;
    }

    /** A convolution of that kernel from one channel at {@code input} to so many at {@code output}. */
    public static String network(int channels, String kernel) {
        return node("input", "input", 1) + edge("c", "conv", "input", "output", "size " + kernel + "\ninit zero")
                + node("output", "sum", channels);
    }

    /** A group of a network file. */
    public static String node(String name, String type, int size) {
        return "nodes " + name + "\ntype " + type + "\nsize " + size + "\n";
    }

    /** A group of a network file. */
    public static String edge(String name, String type, String from, String to, String options) {
        return "edges " + name + "\ntype " + type + "\ninput " + from + "\noutput " + to + "\n" + options + "\n";
    }

    /** One image, one label and one sample of both, with more lines for the image and the label. */
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
    public TrainingFiles network(String text) {
        network = text;
        return this;
    }

    /** Sets keys of [parameters], one a line; the first stands in line 8 of job.cfg. */
    public TrainingFiles with(String lines) {
        lines.lines().forEach(line -> parameters.put(line.split(" = ")[0], line));
        return this;
    }

    /** Replaces data.spec. */
    public TrainingFiles data(String text) {
        data = text;
        return this;
    }

    /** Writes an array of numbers (z, y, x) or (channel, z, y, x) as {@code /main} of an HDF5 file. */
    public TrainingFiles volume(String name, Object numbers) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (WritableHdfFile hdf = HdfFile.write(folder.resolve(name))) {
            hdf.putDataset("main", numbers);
        }
        return this;
    }

    /** The plan, where there are no mistakes. */
    public TrainingData plan() {
        Optional<TrainingData> plan = planned(Long.MAX_VALUE);
        if (plan.isEmpty()) {
            throw new AssertionError(messages());
        }
        return plan.get();
    }

    /** The data in memory, where there are no mistakes. */
    public LoadedData load() {
        return plan().load(Storages.standard());
    }

    /** The mistakes, one a line. */
    public String mistakes(long memory) {
        Optional<TrainingData> plan = planned(memory);
        if (plan.isPresent() != problems.errors().isEmpty()) {
            throw new AssertionError("a plan with mistakes, or none without: " + messages());
        }
        return messages();
    }

    private Optional<TrainingData> planned(long memory) {
        problems = new Problems();
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
        JobFile job = JobFile.read(folder.resolve("job.cfg").toString(), Map.of(), problems).orElseThrow();
        TrainingConfig config = job.training(problems).orElseThrow(() -> new AssertionError(messages()));
        NetworkSpec spec = NetworkParser.parse("net.znn", network.lines().toList(), problems).orElseThrow();
        List<Sample> samples = job.data(problems).fit(config.trainSamples(), spec, true, problems);
        if (!problems.errors().isEmpty()) {
            throw new AssertionError(messages());
        }
        return new TrainingDataPlanner(spec, config, job::where, Storages.standard(), problems)
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
        return problems.errors().stream().map(Problem::toString).map(t -> t.replace(folder + "/", ""))
                .collect(Collectors.joining("\n"));
    }
}
