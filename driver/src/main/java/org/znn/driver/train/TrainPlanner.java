package org.znn.driver.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.znn.common.config.DataSpec;
import org.znn.common.config.JobFile;
import org.znn.common.config.JobKey;
import org.znn.common.config.Sample;
import org.znn.common.config.SampleRange;
import org.znn.common.config.TrainingConfig;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.sample.check.TrainingDataPlanner;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.autotune.PlannedSelection;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.plan.CostCheck;
import org.znn.driver.plan.OutputClaim;
import org.znn.driver.plan.PassSizeSelector;
import org.znn.driver.report.Quantities;
import org.znn.driver.spark.ClusterShape;
import org.znn.worker.autotune.AlgorithmSelector;
import org.znn.worker.autotune.SelectionProblem;

/** Reads a training job and all files that it names and plans the run; reports all errors instead of the first one. */
public final class TrainPlanner {

    private final ClusterSettings settings;
    private final ClusterShape cluster;
    private final Storages storages;
    private final OutputClaim claim;
    private final Diagnostics diagnostics;

    /**
     * Creates a planner.
     *
     * @param claim claims the prefix of the files before those of earlier runs are read
     */
    public TrainPlanner(ClusterSettings settings, ClusterShape cluster, Storages storages, OutputClaim claim,
            Diagnostics diagnostics) {
        this.settings = settings;
        this.cluster = cluster;
        this.storages = storages;
        this.claim = claim;
        this.diagnostics = diagnostics;
    }

    /**
     * Plans a job.
     *
     * @param cfg       path of the job file
     * @param options   values of the command line by key, which override those of the file
     * @param files     networks to start from; without any, the job's {@code train_load_net} is the seed
     * @param overwrite whether files of another run with the same prefix may be replaced
     * @return empty if the job cannot be run; the errors are then reported
     */
    public Optional<TrainPlan> plan(String cfg, Map<String, String> options, StartFiles files,
            boolean overwrite) {
        Optional<JobFile> job = JobFile.read(cfg, options, storages, diagnostics);
        if (job.isEmpty()) {
            return Optional.empty();
        }
        Optional<TrainingConfig> training = job.get().trainingConfig(diagnostics);
        Optional<NetworkSpec> network = job.get().inputFile(JobKey.FNET_SPEC, diagnostics)
                .flatMap(path -> NetworkParser.parse(path, storages, diagnostics));
        DataSpec data = job.get().dataSpec(diagnostics);
        StartFiles start = files.equals(StartFiles.NONE)
                ? new StartFiles(training.flatMap(t -> job.get().seedNetwork(t.netPrefix(), diagnostics)),
                        Optional.empty()) : files;
        if (training.isEmpty() || network.isEmpty()) {
            checkRest(job.get(), network, data);
            return Optional.empty();
        }
        return plan(job.get(), training.get(), network.get(), data, start, overwrite)
                .filter(p -> diagnostics.errors().isEmpty());
    }

    /** Reports what is wrong with the files that can be read, if the job file or the network cannot. */
    private void checkRest(JobFile job, Optional<NetworkSpec> network, DataSpec data) {
        List<SampleRange> stated = Stream.of(JobKey.TRAIN_RANGE, JobKey.TEST_RANGE)
                .flatMap(key -> job.sampleRange(key).stream()).toList();
        // Samples outside of the ranges need no labels.
        boolean isComplete = stated.size() == 2;
        List<SampleRange> ranges = isComplete ? stated
                : List.of(data.everySample(job.location(JobKey.TRAIN_RANGE)));
        network.ifPresentOrElse(n -> data.bindSamples(ranges, n, isComplete, diagnostics),
                () -> data.checkSamples(ranges, diagnostics));
        job.outputPrefix(JobKey.TRAIN_NET_PREFIX).ifPresent(runFiles(job)::checkPrefix);
    }

    private RunFilesCheck runFiles(JobFile job) {
        return new RunFilesCheck(job.location(JobKey.TRAIN_NET_PREFIX), storages, diagnostics);
    }

    private Optional<TrainPlan> plan(JobFile job, TrainingConfig config, NetworkSpec network, DataSpec spec,
            StartFiles start, boolean overwrite) {
        boolean reachable = runFiles(job).check(config, network);
        long memory = settings.memory().usableBytes(cluster.memory());
        AlgorithmSelector selector = new AlgorithmSelector(config.convolutionMode(), config.job().precision(),
                cluster.taskThreads(config.job().threads()));
        StepCost cost = new StepCost(network, selector, config.job().precision());
        Optional<Long> minBytes = minBytes(job, config, cost, memory);
        List<Sample> samples = samples(config, network, spec);
        new CostCheck(network, config.job(), diagnostics).checkTraining(
                samples.stream().flatMap(sample -> sample.labels().keySet().stream()).distinct().sorted().toList(),
                config.malis().enabled());
        Optional<TrainingData> data = samples.isEmpty() ? Optional.empty()
                : new TrainingDataPlanner(network, config, job::location, storages, diagnostics)
                        .plan(samples, memory - minBytes.orElse(0L));
        TrainingInputs inputs = data.map(d -> TrainingInputs.of(d.samples())).orElse(TrainingInputs.NONE);
        inputs.refuseAmong(new RunFileNames(config), config.netPrefix(), job.location(JobKey.TRAIN_NET_PREFIX),
                diagnostics);
        Optional<InitialState> initial = reachable
                ? claimedState(config.netPrefix(), messages -> new CheckpointLoader(network, config,
                        job.isSet(JobKey.SEED), inputs, storages, messages).load(start, overwrite))
                : Optional.empty();
        if (minBytes.isEmpty() || data.isEmpty() || initial.isEmpty()) {
            return Optional.empty();
        }
        long patchBytes = cost.patchBytes(config.outputSize());
        PlannedSelection algorithms = selectAlgorithms(job, config, selector, SelectionProblem.forTraining(network,
                config.outputSize(), config.job().precision(), selector.threads()),
                memory - data.get().bytes() - patchBytes, initial.get().algorithms());
        PatchTrainerFactory factory = new NetworkPatchTrainerFactory(network, config.outputSize(),
                config.job().precision(), initial.get().seed(), config.job().costFunction(), config.job().outputType(),
                config.malis(), AbsolutePaths.of(data.get()), config.trainSamples().numbers(),
                config.testSamples().numbers(), storages);
        return Optional.of(new TrainPlan(network, config, initial.get(), data.get().samples(), factory, algorithms,
                algorithms.report().bytes() + patchBytes, data.get().bytes()));
    }

    /** Reuses the algorithms of a resumed run if the mode is autotuned and allows them; otherwise selects new ones. */
    private PlannedSelection selectAlgorithms(JobFile job, TrainingConfig config, AlgorithmSelector selector,
            SelectionProblem problem, long memory, Optional<AlgorithmSelection> previous) {
        if (!config.convolutionMode().isAutotuned() || previous.filter(a -> selector.allows(problem, a)).isEmpty()) {
            return PlannedSelection.of(selector, problem, memory);
        }
        PlannedSelection kept = PlannedSelection.reused(selector, problem, memory, previous.get());
        if (kept.report().bytes() > memory) {
            diagnostics.error(job.location(JobKey.TRAIN_CONV_MODE), "the convolution algorithms with which this run"
                    + " began need " + Quantities.formatBytes(kept.report().bytes()) + ", but an executor has only "
                    + Quantities.formatBytes(memory) + " for them", ClusterShape.MORE_MEMORY
                    + ", or set train_conv_mode = direct, which continues with weights that differ by rounding");
        }
        return kept;
    }

    /**
     * Returns the state from which the run starts. It is loaded twice: first without a claim, so that a job that is
     * refused leaves nothing behind, and again when no other job can change it any more. A job that cannot be run
     * anyway claims nothing; its other mistakes are then reported together.
     */
    private Optional<InitialState> claimedState(String prefix, Function<Diagnostics, Optional<InitialState>> load) {
        Diagnostics unclaimed = new Diagnostics();
        Optional<InitialState> state = load.apply(unclaimed);
        if (!diagnostics.errors().isEmpty() || !unclaimed.errors().isEmpty()) {
            diagnostics.addAll(unclaimed);
            return state;
        }
        return claim.claim(List.of(prefix)) ? load.apply(diagnostics) : Optional.empty();
    }

    /**
     * Returns the minimum memory in bytes that an executor needs in addition to that of the samples.
     *
     * @return empty if an executor has less memory; the error is then reported
     */
    private Optional<Long> minBytes(JobFile job, TrainingConfig config, StepCost cost, long memory) {
        Vec3 size = config.outputSize();
        long bytes = cost.bytes(size);
        if (bytes <= memory) {
            return Optional.of(bytes);
        }
        Optional<String> tooLarge = cost.arraySizeViolation(size);
        diagnostics.error(job.location(JobKey.TRAIN_OUTSZ), "a step with patches of " + size + " output voxels "
                + tooLarge.map(why -> "is too large: " + why).orElse("needs " + Quantities.formatBytes(bytes)
                + ", but an executor has only " + Quantities.formatBytes(memory) + " for it"),
                new PassSizeSelector(size, cost, memory).nearestFitting(size)
                        .map(p -> "train_outsz = " + p + " fits (" + Quantities.formatBytes(cost.bytes(p)) + ")")
                        .orElse("no patch fits") + (tooLarge.isPresent() ? ""
                        : "; or " + ClusterShape.MORE_MEMORY));
        return Optional.empty();
    }

    /** Returns the samples of both ranges without duplicates; none if there are errors. */
    private List<Sample> samples(TrainingConfig config, NetworkSpec network, DataSpec spec) {
        int before = diagnostics.errors().size();
        List<Sample> samples = spec.bindSamples(List.of(config.trainSamples(), config.testSamples()), network, true,
                diagnostics);
        return diagnostics.errors().size() > before ? List.of() : samples;
    }
}
