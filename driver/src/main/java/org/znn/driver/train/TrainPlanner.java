package org.znn.driver.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.znn.common.config.DataSpec;
import org.znn.common.config.JobFile;
import org.znn.common.config.JobKey;
import org.znn.common.config.Sample;
import org.znn.common.config.SampleRange;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.problem.Problems;
import org.znn.common.sample.check.TrainingDataPlanner;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.choice.PlannedChoice;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.plan.PassChoice;
import org.znn.driver.plan.TargetFolder;
import org.znn.driver.report.Quantities;
import org.znn.driver.spark.ClusterShape;
import org.znn.worker.choice.ConvolutionChooser;
import org.znn.worker.choice.Outline;

/** Reads a training job and all files it names, and works out what it will do; every mistake is told, none stops it. */
public final class TrainPlanner {

    private static final String PREFIX_REMEDY = "choose another train_net_prefix, such as FOLDER/NAME";

    private final ClusterSettings settings;
    private final ClusterShape cluster;
    private final Storages storages;
    private final Problems problems;

    public TrainPlanner(ClusterSettings settings, ClusterShape cluster, Storages storages, Problems problems) {
        this.settings = settings;
        this.cluster = cluster;
        this.storages = storages;
        this.problems = problems;
    }

    /**
     * The plan of a job.
     *
     * @param options values of the command line that stand over those of the file, by key
     * @param seed    network file that the run starts from
     * @return empty, with the reasons among the problems, where the job cannot be run
     */
    public Optional<TrainPlan> plan(String cfg, Map<String, String> options, Optional<String> seed) {
        Optional<JobFile> job = JobFile.read(cfg, options, problems);
        if (job.isEmpty()) {
            return Optional.empty();
        }
        Optional<TrainingConfig> training = job.get().training(problems);
        Optional<NetworkSpec> network =
                job.get().file(JobKey.FNET_SPEC).flatMap(path -> NetworkParser.parse(path, problems));
        DataSpec data = job.get().data(problems);
        if (training.isEmpty() || network.isEmpty()) {
            return Optional.empty();
        }
        return plan(job.get(), training.get(), network.get(), data, seed).filter(p -> problems.errors().isEmpty());
    }

    private Optional<TrainPlan> plan(JobFile job, TrainingConfig config, NetworkSpec network, DataSpec spec,
            Optional<String> seed) {
        checkPrefix(job, config.netPrefix());
        long memory = settings.memory().ofHeap(cluster.memory());
        ConvolutionChooser chooser = new ConvolutionChooser(config.mode(), config.job().precision(),
                cluster.threads(config.job().threads()));
        StepCost cost = new StepCost(network, chooser, config.job().precision());
        Optional<Long> least = leastBytes(job, config, cost, memory);
        List<Sample> samples = samples(config, network, spec);
        Optional<TrainingData> data = samples.isEmpty() ? Optional.empty()
                : new TrainingDataPlanner(network, config, job::where, storages, problems)
                        .plan(samples, memory - least.orElse(0L));
        Optional<Start> start = new StartReader(network, config, job.says(JobKey.SEED), problems).read(seed);
        if (least.isEmpty() || data.isEmpty() || start.isEmpty()) {
            return Optional.empty();
        }
        long patches = cost.patchBytes(config.outputSize());
        PlannedChoice choice = choice(job, config, chooser,
                Outline.ofStep(network, config.outputSize(), config.job().precision(), chooser.threads()),
                memory - data.get().bytes() - patches, start.get().choice());
        ComputerFactory factory = new SampleComputers(network, config.outputSize(), config.job().precision(),
                start.get().seed(), config.job().costFunction(), config.job().outType(), config.malis(),
                AbsolutePaths.of(data.get()),
                config.trainSamples().numbers(), config.testSamples().numbers(), storages);
        return Optional.of(new TrainPlan(network, config, start.get(), factory, choice,
                choice.decision().bytes() + patches, data.get().bytes()));
    }

    /** That of the run so far, if the mode could have made it; else the mode's. */
    private PlannedChoice choice(JobFile job, TrainingConfig config, ConvolutionChooser chooser, Outline outline,
            long memory, Optional<ConvolutionChoice> earlier) {
        if (!config.mode().measures() || earlier.filter(c -> chooser.allows(outline, c)).isEmpty()) {
            return PlannedChoice.of(chooser, outline, memory);
        }
        PlannedChoice kept = PlannedChoice.kept(chooser, outline, memory, earlier.get());
        if (kept.decision().bytes() > memory) {
            problems.error(job.where(JobKey.TRAIN_CONV_MODE), "the run has been computing its convolutions in ways"
                    + " that need " + Quantities.bytes(kept.decision().bytes()) + ", an executor gives them "
                    + Quantities.bytes(memory), "give more memory (--executor-memory; --driver-memory in local mode),"
                    + " or set train_conv_mode = direct, which goes on with weights that differ by rounding");
        }
        return kept;
    }

    private void checkPrefix(JobFile job, String prefix) {
        String where = job.where(JobKey.TRAIN_NET_PREFIX);
        if (Storages.isRemote(prefix)) {
            problems.error(where, prefix + " is not on a disk of this machine",
                    "networks are saved where the driver runs: " + PREFIX_REMEDY);
        } else {
            TargetFolder.check(where, prefix, PREFIX_REMEDY, problems);
        }
    }

    /** What an executor needs beside the data at least; empty, and told, where it does not have it. */
    private Optional<Long> leastBytes(JobFile job, TrainingConfig config, StepCost cost, long memory) {
        Vec3 size = config.outputSize();
        long bytes = cost.bytes(size);
        if (bytes <= memory) {
            return Optional.of(bytes);
        }
        Optional<String> tooLarge = cost.tooLarge(size);
        problems.error(job.where(JobKey.TRAIN_OUTSZ), "a step with patches of " + size + " output voxels "
                + tooLarge.map(why -> "is too large: " + why).orElse("needs " + Quantities.bytes(bytes)
                + ", an executor gives it " + Quantities.bytes(memory)), new PassChoice(size, cost, memory)
                        .nearestFitting(size)
                        .map(p -> "train_outsz = " + p + " fits (" + Quantities.bytes(cost.bytes(p)) + ")")
                        .orElse("no patch fits") + (tooLarge.isPresent() ? ""
                        : "; or more memory (--executor-memory; --driver-memory in local mode)"));
        return Optional.empty();
    }

    /** The samples of both ranges, each once. */
    private List<Sample> samples(TrainingConfig config, NetworkSpec network, DataSpec spec) {
        List<Integer> trained = config.trainSamples().numbers();
        SampleRange others = new SampleRange(config.testSamples().numbers().stream()
                .filter(n -> !trained.contains(n)).toList(), config.testSamples().where());
        int before = problems.errors().size();
        List<Sample> samples = new ArrayList<>();
        Stream.of(config.trainSamples(), others).forEach(range ->
                samples.addAll(spec.fit(range, network, true, problems)));
        return problems.errors().size() > before ? List.of() : samples;
    }
}
