package org.znn.driver.forward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.driver.JobFolder;

/** Forward job of one sample with images of noise, whose expected outputs can be computed. */
final class NoiseJob {

    private final JobFolder files;
    private final NetworkSpec network;
    private final Weights weights;
    private final Map<String, List<NoiseImage>> images = new LinkedHashMap<>();
    private String preprocessing = "none";
    private String autoCrop = "no";

    /** Writes the network with weights drawn from a seed. */
    NoiseJob(Path folder, String networkText, long seed) throws IOException {
        files = new JobFolder(folder).network(networkText).setAll("""
                fnet_spec = net.znn
                fdata_spec = data.spec
                num_threads = 0
                out_type = boundary
                cost_fn = square_loss
                forward_range = 1
                forward_conv_mode = direct
                forward_net = net.h5
                forward_outsz = auto
                """).set("output_prefix", folder.resolve("out").toString());
        network = files.network();
        weights = files.drawWeights("net.h5", seed);
    }

    JobFolder files() {
        return files;
    }

    NoiseJob set(String key, String value) {
        files.set(key, value);
        return this;
    }

    /** Sets the preprocessing of all images ({@code pp_types}). */
    NoiseJob preprocess(String types) {
        preprocessing = types;
        return writeSpec();
    }

    /** Crops all images to their common size ({@code is_auto_crop}). */
    NoiseJob crop() {
        autoCrop = "yes";
        return writeSpec();
    }

    /** Writes the image of an input node, one file per channel. */
    NoiseJob image(String node, NoiseImage... channels) {
        images.put(node, List.of(channels));
        for (int c = 0; c < channels.length; c++) {
            channels[c].write(imageFile(node, c));
        }
        return writeSpec();
    }

    private Path imageFile(String node, int channel) {
        return files.file(node + "-" + channel + ".h5");
    }

    private NoiseJob writeSpec() {
        StringBuilder spec = new StringBuilder();
        StringBuilder sample = new StringBuilder("[sample1]\n");
        int number = 0;
        for (Map.Entry<String, List<NoiseImage>> image : images.entrySet()) {
            number++;
            spec.append("[image").append(number).append("]\nfnames =\n");
            for (int c = 0; c < image.getValue().size(); c++) {
                spec.append("  ").append(imageFile(image.getKey(), c)).append('\n');
            }
            spec.append("pp_types = ").append(preprocessing).append("\nis_auto_crop = ").append(autoCrop)
                    .append('\n');
            sample.append(image.getKey()).append(" = ").append(number).append('\n');
        }
        files.write("data.spec", spec.append(sample).toString());
        return this;
    }

    /** Returns the path of the .cfg. */
    String job() {
        return files.job();
    }

    NetworkSpec network() {
        return network;
    }

    Weights weights() {
        return weights;
    }

    Map<String, List<NoiseImage>> images() {
        return images;
    }

    Path output(String node) {
        return files.output(node);
    }

    /** Returns the default folder of the parts. */
    Path parts() {
        return files.parts(firstOutput());
    }

    /** Returns the committed parts, sorted. */
    List<Path> partFiles() throws IOException {
        return files.partFiles(firstOutput());
    }

    private String firstOutput() {
        return network.outputs().get(0).name();
    }

    /** Reads the result of an output node. */
    Volume result(String node, Precision precision) throws IOException {
        return VolumeAssert.read(output(node), precision);
    }
}
