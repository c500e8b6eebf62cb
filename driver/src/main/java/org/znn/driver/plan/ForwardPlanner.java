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
import org.znn.common.config.SampleRange;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.SizeRelation;
import org.znn.common.network.WeightLoader;
import org.znn.common.sample.Padding;
import org.znn.common.sample.check.ImageCheck;
import org.znn.common.volume.Precision;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.spark.ClusterShape;
import org.znn.worker.autotune.AlgorithmSelector;

/** Plans a forward job: reads the job and the files that it names, and reports all errors in them together. */
public final class ForwardPlanner {

    private final ClusterSettings settings;
    private final ClusterShape cluster;
    private final Storages storages;
    private final Diagnostics diagnostics;

    public ForwardPlanner(ClusterSettings settings, ClusterShape cluster, Storages storages, Diagnostics diagnostics) {
        this.settings = settings;
        this.cluster = cluster;
        this.storages = storages;
        this.diagnostics = diagnostics;
    }

    /**
     * Returns the plan of a job.
     *
     * @param cfg       path of the job file
     * @param overrides values from the command line that replace those of the job file, by key
     * @return empty if the job cannot be run; the diagnostics then contain the errors
     */
    public Optional<ForwardPlan> plan(String cfg, Map<String, String> overrides) {
        Optional<JobFile> job = JobFile.read(cfg, overrides, storages, diagnostics);
        if (job.isEmpty()) {
            return Optional.empty();
        }
        Optional<ForwardConfig> forward = job.get().forwardConfig(diagnostics);
        Optional<NetworkSpec> network = job.get().inputFile(JobKey.FNET_SPEC, diagnostics)
                .flatMap(path -> NetworkParser.parse(path, storages, diagnostics));
        Optional<NetworkFile> weights = job.get().inputFile(JobKey.FORWARD_NET, diagnostics)
                .flatMap(path -> NetworkFileReader.read(path, storages, diagnostics));
        DataSpec data = job.get().dataSpec(diagnostics);
        if (forward.isEmpty() || network.isEmpty()) {
            checkRest(job.get(), network, weights, data);
            return Optional.empty();
        }
        return plan(job.get(), forward.get(), network.get(), weights, data)
                .filter(plan -> diagnostics.errors().isEmpty());
    }

    /** Reports what is wrong with the files that can be read, if the job file or the network cannot. */
    private void checkRest(JobFile job, Optional<NetworkSpec> network, Optional<NetworkFile> weights, DataSpec data) {
        List<SampleRange> range = List.of(job.sampleRange(JobKey.FORWARD_RANGE)
                .orElseGet(() -> data.everySample(job.location(JobKey.FORWARD_RANGE))));
        job.outputPrefix(JobKey.OUTPUT_PREFIX).ifPresent(prefix -> outputCheck(job, Precision.FLOAT32)
                .check(prefix, List.of(), Optional.empty()));
        if (network.isEmpty()) {
            data.checkSamples(range, diagnostics);
            return;
        }
        weights.ifPresent(file -> WeightLoader.load(network.get(), file, diagnostics));
        ImageCheck images = new ImageCheck(storages, diagnostics);
        for (Sample sample : data.bindSamples(range, network.get(), false, diagnostics)) {
            network.get().inputs().forEach(node -> images.parts(sample.inputs().get(node.name()), node));
        }
    }

    private OutputCheck outputCheck(JobFile job, Precision precision) {
        return new OutputCheck(job.location(JobKey.OUTPUT_PREFIX), precision, settings, storages, diagnostics);
    }

    private Optional<ForwardPlan> plan(JobFile job, ForwardConfig config, NetworkSpec network,
            Optional<NetworkFile> file, DataSpec data) {
        Optional<WeightLoader.LoadedWeights> weights = file.map(f -> WeightLoader.load(network, f, diagnostics));
        new CostCheck(network, config.job(), diagnostics).checkForward();
        List<Sample> samples = data.bindSamples(List.of(config.samples()), network, false, diagnostics);
        AlgorithmSelector selector = new AlgorithmSelector(config.convolutionMode(), config.job().precision(),
                cluster.taskThreads(config.job().threads()));
        SamplePlanner planner = new SamplePlanner(network, config.job().precision(), selector, cluster,
                settings.memory(), diagnostics);
        ImageCheck images = new ImageCheck(storages, diagnostics);
        List<SamplePlan> plans = new ArrayList<>();
        for (Sample sample : samples) {
            Optional<List<InputPlan>> inputs = inputs(sample, network, config.job().mirror(), images);
            inputs.flatMap(in -> planner.plan(sample.number(), in, outputs(config, sample, network, in.get(0)),
                    config.outputSize(), settings.output().chunk(), job.location(JobKey.FORWARD_OUTSZ)))
                    .ifPresent(plans::add);
        }
        outputCheck(job, config.job().precision()).check(config.outputPrefix(), plans,
                Optional.of(config.weights()));
        if (!diagnostics.errors().isEmpty() || weights.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ForwardPlan(config.job().path(), network, config.weights(), weights.get().weights(),
                config.job().precision(), config.job().outputType(), config.job().appliesSoftmax(),
                config.job().threads(), selector, config.outputSize(), plans));
    }

    /**
     * Plans the inputs of a sample. If the images allow outputs of different sizes, those with {@code is_auto_crop} are
     * cropped to the size that all images have in common. Different image sizes alone are no reason to crop: without
     * mirroring, inputs with different fields of view need images of different sizes.
     */
    private Optional<List<InputPlan>> inputs(Sample sample, NetworkSpec network, boolean mirror, ImageCheck images) {
        NetworkGeometry geometry = NetworkGeometry.of(network);
        List<InputPlan> inputs = new ArrayList<>();
        for (NodeSpec node : network.inputs()) {
            ImageSpec image = sample.inputs().get(node.name());
            SizeRelation sizes = geometry.sizeRelation(node.name());
            Padding padding = mirror ? Padding.forFieldOfView(sizes.context()) : Padding.NONE;
            images.parts(image, node).map(parts -> new InputPlan(node.name(), parts,
                    image.preprocessingPerChannel(node.featureMaps()), padding, sizes, image.location(),
                    images.calibration(image)))
                    .ifPresent(inputs::add);
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
        Vec3 offset = first.start().plus(first.sizeRelation().lowContext()).minus(first.padding().low());
        String prefix = config.outputPrefix() + "_sample" + sample.number() + "_";
        return network.outputs().stream().map(n -> new OutputPlan(n.name(), n.featureMaps(), prefix + n.name(),
                first.sizeRelation().scale(), offset, first.calibration()
                        .map(c -> c.startingAt(offset).strided(first.sizeRelation().scale())))).toList();
    }
}
