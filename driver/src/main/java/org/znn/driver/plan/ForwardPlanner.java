package org.znn.driver.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.config.DataSpec;
import org.znn.common.config.ForwardConfig;
import org.znn.common.config.ImageSpec;
import org.znn.common.config.JobFile;
import org.znn.common.config.JobKey;
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
import org.znn.common.sample.check.ImageCheck;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.spark.ClusterShape;
import org.znn.worker.choice.ConvolutionChooser;

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
        Optional<WeightMatcher.Match> weights = file.map(f -> WeightMatcher.complete(network, f, problems));
        List<Sample> samples = data.fit(config.samples(), network, false, problems);
        ConvolutionChooser chooser = new ConvolutionChooser(config.mode(), config.job().precision(),
                cluster.threads(config.job().threads()));
        SamplePlanner planner = new SamplePlanner(network, config.job().precision(), chooser, cluster,
                settings.memory(), problems);
        ImageCheck images = new ImageCheck(storages, problems);
        List<SamplePlan> plans = new ArrayList<>();
        for (Sample sample : samples) {
            Optional<List<InputPlan>> inputs = inputs(sample, network, config.job().mirror(), images);
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
                config.job().precision(), config.job().softmax(), config.job().threads(), chooser,
                config.outputSize(), plans));
    }

    /**
     * What each input reads. Where the outputs that they allow differ, images that may be cropped are brought to the
     * size that all share. (Without mirror, inputs that see different fields want images of different size.)
     */
    private Optional<List<InputPlan>> inputs(Sample sample, NetworkSpec network, boolean mirror, ImageCheck images) {
        NetworkGeometry geometry = NetworkGeometry.of(network);
        List<InputPlan> inputs = new ArrayList<>();
        for (NodeSpec node : network.inputs()) {
            ImageSpec image = sample.inputs().get(node.name());
            SizeMap sizes = geometry.sizeMap(node.name());
            Padding padding = mirror ? Padding.forFieldOfView(sizes.context()) : Padding.NONE;
            images.parts(image, node).map(parts -> new InputPlan(node.name(), parts,
                    image.preprocessingOf(node.size()), padding, sizes, image.where())).ifPresent(inputs::add);
        }
        if (inputs.size() < network.inputs().size()) {
            return Optional.empty();
        }
        if (inputs.stream().map(InputPlan::outputSize).distinct().count() > 1) {
            Vec3 common = inputs.stream().map(InputPlan::size).reduce(Vec3::min).orElseThrow();
            inputs.replaceAll(in -> sample.inputs().get(in.node()).autoCrop() ? in.croppedTo(common) : in);
        }
        return Optional.of(inputs);
    }

    private static List<OutputPlan> outputs(ForwardConfig config, Sample sample, NetworkSpec network,
            InputPlan first) {
        Vec3 offset = first.start().plus(first.sizes().lowContext()).minus(first.padding().low());
        return network.outputs().stream().map(n -> new OutputPlan(n.name(), n.size(),
                config.outputPrefix() + "_sample" + sample.number() + "_" + n.name(), first.sizes().scale(), offset))
                .toList();
    }
}
