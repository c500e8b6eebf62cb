package org.znn.driver.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.config.DataSpec;
import org.znn.common.config.ForwardConfig;
import org.znn.common.config.ImageSpec;
import org.znn.common.config.JobFile;
import org.znn.common.config.JobKey;
import org.znn.common.config.Preprocessing;
import org.znn.common.config.Sample;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.SizeMap;
import org.znn.common.network.WeightMatcher;
import org.znn.common.problem.Problems;
import org.znn.common.sample.Padding;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.spark.ClusterShape;

/** Reads a forward job and all files it names, and works out what it will do; every mistake is told, none stops it. */
public final class ForwardPlanner {

    private final ClusterSettings settings;
    private final ClusterShape cluster;
    private final Storages storages;
    private final Problems problems;

    public ForwardPlanner(ClusterSettings settings, ClusterShape cluster, Storages storages, Problems problems) {
        this.settings = settings;
        this.cluster = cluster;
        this.storages = storages;
        this.problems = problems;
    }

    /**
     * The plan of a job.
     *
     * @param options values of the command line that stand over those of the file, by key
     * @return empty, with the reasons among the problems, where the job cannot be run
     */
    public Optional<ForwardPlan> plan(String cfg, Map<String, String> options) {
        Optional<JobFile> job = JobFile.read(cfg, options, problems);
        if (job.isEmpty()) {
            return Optional.empty();
        }
        Optional<ForwardConfig> forward = job.get().forward(problems);
        Optional<NetworkSpec> network =
                job.get().file(JobKey.FNET_SPEC).flatMap(path -> NetworkParser.parse(path, problems));
        Optional<NetworkFile> weights =
                job.get().file(JobKey.FORWARD_NET).flatMap(path -> NetworkFileReader.read(path, problems));
        DataSpec data = job.get().data(problems);
        if (forward.isEmpty() || network.isEmpty()) {
            return Optional.empty();
        }
        return plan(job.get(), forward.get(), network.get(), weights, data)
                .filter(plan -> problems.errors().isEmpty());
    }

    private Optional<ForwardPlan> plan(JobFile job, ForwardConfig config, NetworkSpec network,
            Optional<NetworkFile> file, DataSpec data) {
        if (config.mode() == ConvolutionMode.FFT) {
            problems.warn(config.job().path(),
                    "forward_conv_mode = fft is not used: convolutions are computed directly",
                    "results of the modes agree to rounding");
        }
        Optional<WeightMatcher.Match> weights = file.map(f -> WeightMatcher.complete(network, f, problems));
        List<Sample> samples = data.fit(config.samples(), network, false, problems);
        SamplePlanner planner = new SamplePlanner(network, config.job().precision(), cluster,
                settings.memory(), problems);
        List<SamplePlan> plans = new ArrayList<>();
        for (Sample sample : samples) {
            Optional<List<InputPlan>> inputs = inputs(sample, network, config.job().mirror());
            inputs.flatMap(in -> planner.plan(sample.number(), in, outputs(config, sample, network, in.get(0)),
                    config.outputSize(), settings.output().chunk(), job.where(JobKey.FORWARD_OUTSZ)))
                    .ifPresent(plans::add);
        }
        new OutputCheck(job.where(JobKey.OUTPUT_PREFIX), config.job().precision(), storages, problems)
                .check(config.outputPrefix(), plans);
        if (!problems.errors().isEmpty() || weights.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ForwardPlan(config.job().path(), network, config.weights(), weights.get().weights(),
                config.job().precision(), config.job().softmax(), config.job().threads(), config.outputSize(), plans));
    }

    private Optional<List<InputPlan>> inputs(Sample sample, NetworkSpec network, boolean mirror) {
        NetworkGeometry geometry = NetworkGeometry.of(network);
        List<InputPlan> inputs = new ArrayList<>();
        for (NodeSpec node : network.inputs()) {
            ImageSpec image = sample.inputs().get(node.name());
            SizeMap sizes = geometry.sizeMap(node.name());
            Padding padding = mirror ? Padding.forFieldOfView(sizes.context()) : Padding.NONE;
            input(node, image, padding, sizes).ifPresent(inputs::add);
        }
        return inputs.size() == network.inputs().size() ? Optional.of(inputs) : Optional.empty();
    }

    private Optional<InputPlan> input(NodeSpec node, ImageSpec image, Padding padding, SizeMap sizes) {
        if (image.files().isEmpty() || image.preprocessing().isEmpty()) {
            return Optional.empty();
        }
        int channels = 0;
        long bytes = 0;
        Vec3 size = null;
        for (String path : image.files()) {
            Optional<VolumeInfo> info = info(path, image.where());
            if (info.isEmpty()) {
                return Optional.empty();
            }
            channels += info.get().channels();
            bytes += (long) info.get().channels() * info.get().type().bytes();
            if (size != null && !size.equals(info.get().size())) {
                problems.error(image.where(), path + " has " + info.get().size() + " voxels, " + image.files().get(0)
                        + " " + size, "files of one image must have one size");
                return Optional.empty();
            }
            size = info.get().size();
        }
        if (channels != node.size()) {
            problems.error(image.where(), "the image has " + count(channels, "channel") + ", but the input '"
                    + node.name() + "' of the network takes " + node.size(),
                    "list files of " + count(node.size(), "channel") + " in fnames");
            return Optional.empty();
        }
        int ways = image.preprocessing().size();
        if (ways > 1 && ways != channels) {
            problems.error(image.where(), "pp_types names " + ways + " ways for " + count(channels, "channel"),
                    "name one for all channels or one for each");
            return Optional.empty();
        }
        List<Preprocessing> each = ways == channels ? image.preprocessing()
                : Collections.nCopies(channels, image.preprocessing().get(0));
        return Optional.of(new InputPlan(node.name(), image.files(), channels, size, bytes, each, padding, sizes,
                image.where()));
    }

    private Optional<VolumeInfo> info(String path, String where) {
        try (VolumeReader reader = VolumeReaders.open(path, storages)) {
            return Optional.of(reader.info());
        } catch (VolumeException e) {
            problems.error(where, e.getMessage(), "");
        } catch (IOException e) {
            problems.error(where, path + " cannot be read: " + e.getMessage(), "");
        }
        return Optional.empty();
    }

    private static String count(int n, String of) {
        return n + " " + of + (n == 1 ? "" : "s");
    }

    private static List<OutputPlan> outputs(ForwardConfig config, Sample sample, NetworkSpec network,
            InputPlan first) {
        Vec3 offset = first.sizes().lowContext().minus(first.padding().low());
        return network.outputs().stream().map(n -> new OutputPlan(n.name(), n.size(),
                config.outputPrefix() + "_sample" + sample.number() + "_" + n.name(), first.sizes().scale(), offset))
                .toList();
    }
}
