package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.znn.common.geometry.Box;
import org.znn.common.network.Hyperparameters;
import org.znn.common.network.InitialWeights;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFileWriter;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.problem.Problems;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;

/** A forward job of one sample in a folder of its own: network, weights, images, .spec and .cfg. */
final class TestJob {

    private final Path folder;
    private final NetworkSpec network;
    private final Weights weights;
    private final Map<String, List<TestImage>> images = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private String preprocessing = "none";
    private String autoCrop = "no";

    /** Writes the network with weights drawn from the seed. */
    TestJob(Path folder, String networkText, long seed) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        Path text = Files.writeString(folder.resolve("net.znn"), networkText);
        Problems problems = new Problems();
        network = NetworkParser.parse(text.toString(), problems).orElseThrow();
        weights = InitialWeights.draw(network, seed, problems);
        problems.throwIfAny();
        writeWeights("net.h5", seed);
        Map.of("fnet_spec", text.toString(), "fdata_spec", folder.resolve("data.spec").toString(), "num_threads", "0",
                "out_type", "boundary", "cost_fn", "square_loss", "forward_range", "1", "forward_conv_mode", "direct",
                "forward_net", folder.resolve("net.h5").toString(), "forward_outsz", "auto",
                "output_prefix", folder.resolve("out").toString()).forEach(this::set);
    }

    /** Writes weights drawn from another seed and returns their file. */
    Path writeWeights(String name, long seed) throws IOException {
        Problems problems = new Problems();
        Weights drawn = InitialWeights.draw(network, seed, problems);
        problems.throwIfAny();
        Path file = folder.resolve(name);
        new NetworkFileWriter(Precision.FLOAT64, new Hyperparameters(0.01, 0, 0)).write(file, network, drawn, drawn,
                LearningCurve.EMPTY);
        return file;
    }

    /** Sets a key of the .cfg. */
    TestJob set(String key, String value) {
        keys.put(key, value);
        return this;
    }

    /** What is done to the grey values of all images, as in {@code pp_types}. */
    TestJob preprocess(String what) {
        preprocessing = what;
        return this;
    }

    /** Has all images cropped to what they share. */
    TestJob crop() {
        autoCrop = "yes";
        return this;
    }

    /** Writes the channels of the image of an input node, each into a file. */
    TestJob image(String node, TestImage... channels) {
        images.put(node, List.of(channels));
        for (int c = 0; c < channels.length; c++) {
            channels[c].write(imageFile(node, c));
        }
        return this;
    }

    private Path imageFile(String node, int channel) {
        return folder.resolve(node + "-" + channel + ".h5");
    }

    /** Writes the .spec and the .cfg and returns the latter's path. */
    String write() throws IOException {
        StringBuilder spec = new StringBuilder();
        StringBuilder sample = new StringBuilder("[sample1]\n");
        int number = 0;
        for (Map.Entry<String, List<TestImage>> image : images.entrySet()) {
            number++;
            spec.append("[image").append(number).append("]\nfnames =\n");
            for (int c = 0; c < image.getValue().size(); c++) {
                spec.append("  ").append(imageFile(image.getKey(), c)).append('\n');
            }
            spec.append("pp_types = ").append(preprocessing).append("\nis_auto_crop = ").append(autoCrop)
                    .append('\n');
            sample.append(image.getKey()).append(" = ").append(number).append('\n');
        }
        Files.writeString(folder.resolve("data.spec"), spec.append(sample));
        StringBuilder cfg = new StringBuilder("[parameters]\n");
        keys.forEach((key, value) -> cfg.append(key).append(" = ").append(value).append('\n'));
        return Files.writeString(folder.resolve("job.cfg"), cfg).toString();
    }

    NetworkSpec network() {
        return network;
    }

    Weights weights() {
        return weights;
    }

    Map<String, List<TestImage>> images() {
        return images;
    }

    Path folder() {
        return folder;
    }

    /** The result of an output node. */
    Path output(String node) {
        return Path.of(keys.get("output_prefix") + "_sample1_" + node + ".h5");
    }

    /** Where blocks wait for their volume, by default. */
    Path parts() {
        return Path.of(output(network.outputs().get(0).name()).toString().replaceFirst("h5$", "parts"));
    }

    /** The parts that are there, sorted. */
    List<Path> partFiles() throws IOException {
        if (!Files.isDirectory(parts())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(parts())) {
            return files.filter(f -> f.toString().endsWith(".part")).sorted().toList();
        }
    }

    /** All of an output as our reader reads it. */
    Volume result(String node, Precision precision) throws IOException {
        return read(output(node), precision);
    }

    static Volume read(Path file, Precision precision) throws IOException {
        try (VolumeReader reader = VolumeReaders.open(file.toString())) {
            assertEquals(precision.bytes(), reader.info().type().bytes(), file::toString);
            return reader.read(Box.ofSize(reader.info().size()), precision);
        }
    }

    /** Fails where two volumes differ in a bit, telling the first place and how many there are. */
    static void assertSameBits(Volume expected, Volume actual, String what) {
        assertEquals(expected.size(), actual.size(), what);
        assertEquals(expected.channels(), actual.channels(), what);
        long[] a = bits(expected);
        long[] b = bits(actual);
        int different = 0;
        int first = -1;
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                different++;
                first = first < 0 ? i : first;
            }
        }
        int at = first;
        int count = different;
        assertEquals(0, different, () -> what + ": " + count + " of " + a.length + " numbers differ, first at "
                + at + " of " + expected.size());
    }

    private static long[] bits(Volume volume) {
        if (volume instanceof FloatVolume floats) {
            long[] bits = new long[floats.data().length];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Float.floatToRawIntBits(floats.data()[i]);
            }
            return bits;
        }
        double[] numbers = ((DoubleVolume) volume).data();
        long[] bits = new long[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToRawLongBits(numbers[i]);
        }
        return bits;
    }
}
