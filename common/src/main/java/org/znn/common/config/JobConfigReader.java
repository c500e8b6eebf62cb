package org.znn.common.config;

import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;

/** Converts the values of [parameters] to typed job settings; reports every illegal value (ZNN-SEMANTICS 8.3). */
final class JobConfigReader {

    private static final String NOT_NEGATIVE = "write a number of at least 0";

    private final String path;
    private final JobValues values;
    private final Diagnostics diagnostics;

    JobConfigReader(String path, JobValues values, Diagnostics diagnostics) {
        this.path = path;
        this.values = values;
        this.diagnostics = diagnostics;
    }

    /** Reads a forward job; empty if a required value is missing or a value is illegal. */
    Optional<ForwardConfig> forwardConfig() {
        int before = diagnostics.errors().size();
        Optional<JobConfig> job = jobConfig();
        var samples = values.sampleRange(JobKey.FORWARD_RANGE);
        var weights = values.inputPath(JobKey.FORWARD_NET);
        boolean auto = values.text(JobKey.FORWARD_OUTSZ).filter("auto"::equalsIgnoreCase).isPresent();
        Optional<Vec3> size = auto ? Optional.empty() : values.size(JobKey.FORWARD_OUTSZ);
        var mode = values.enumConstant(JobKey.FORWARD_CONV_MODE, ConvolutionMode.class);
        var prefix = values.outputPrefix(JobKey.OUTPUT_PREFIX, firstOutput(samples));
        return diagnostics.errors().size() > before ? Optional.empty() : Optional.of(
                new ForwardConfig(job.get(), samples.get(), weights.get(), size, mode.get(), prefix.get()));
    }

    /** Reads a training job; empty if a required value is missing or a value is illegal. */
    Optional<TrainingConfig> trainingConfig() {
        int before = diagnostics.errors().size();
        Optional<JobConfig> job = jobConfig();
        var train = values.sampleRange(JobKey.TRAIN_RANGE);
        var test = values.sampleRange(JobKey.TEST_RANGE);
        var prefix = values.outputPrefix(JobKey.TRAIN_NET_PREFIX, "_current.h5")
                .map(p -> p.replaceFirst("\\.h5$", ""));
        var size = values.size(JobKey.TRAIN_OUTSZ);
        var mode = values.enumConstant(JobKey.TRAIN_CONV_MODE, ConvolutionMode.class);
        var augment = values.flag(JobKey.IS_DATA_AUG);
        var rebalance = values.parse(JobKey.REBALANCE_MODE, RebalanceMode::parse, "write global, patch or none");
        var malis = malis(job);
        var schedule = schedule();
        var sgd = sgd(schedule);
        var standard = values.flag(JobKey.IS_STDIO);
        var debug = values.flag(JobKey.IS_DEBUG);
        var log = values.flag(JobKey.LOGGING);
        return diagnostics.errors().size() > before ? Optional.empty() : Optional.of(new TrainingConfig(job.get(),
                train.get(), test.get(), prefix.get(), size.get(), mode.get(), augment.get(), rebalance.get(),
                malis.get(), sgd.get(), schedule.get(),
                new TrainingConfig.Output(standard.get(), debug.get(), log.get())));
    }

    /** Returns how the name of the first sample's first file goes on after the prefix. */
    private static String firstOutput(Optional<SampleRange> samples) {
        return "_sample" + samples.map(range -> range.numbers().get(0)).orElse(1) + "_output.h5";
    }

    private Optional<JobConfig> jobConfig() {
        int before = diagnostics.errors().size();
        var network = values.inputPath(JobKey.FNET_SPEC);
        var threads = values.integer(JobKey.NUM_THREADS, Integer.MIN_VALUE, Integer.MAX_VALUE)
                .map(n -> Math.max(0, n.intValue()));
        var precision = values.enumConstant(JobKey.DTYPE, Precision.class);
        var type = values.parse(JobKey.OUT_TYPE, OutputType::parse, "write boundary, affinity or semantic");
        var cost = values.parse(JobKey.COST_FN, text -> CostFunction.parse(text, type.orElse(OutputType.BOUNDARY)),
                "write auto, square_loss, binomial_cross_entropy or softmax_loss");
        var mirror = values.flag(JobKey.IS_BD_MIRROR);
        var check = values.flag(JobKey.IS_CHECK);
        values.flag(JobKey.IS_VISUAL);
        var seed = values.integer(JobKey.SEED, Long.MIN_VALUE, Long.MAX_VALUE);
        return diagnostics.errors().size() > before ? Optional.empty() : Optional.of(new JobConfig(path, network.get(),
                threads.get(), precision.get(), type.get(), cost.get(), mirror.get(), check.get(), seed.get()));
    }

    private Optional<TrainingConfig.Malis> malis(Optional<JobConfig> job) {
        boolean on = values.flag(JobKey.IS_MALIS).orElse(false);
        boolean constrained = values.flag(JobKey.IS_CONSTRAINED_MALIS).orElse(false);
        if (on && job.filter(j -> j.outputType() == OutputType.SEMANTIC).isPresent()) {
            values.reject(JobKey.IS_MALIS, "yes", "MALIS weights the edges between neighbouring voxels; set "
                    + "out_type = affinity or boundary, or is_malis = no");
        }
        Optional<MalisNormalisation> normalisation = on
                ? values.parse(JobKey.MALIS_NORM_TYPE, MalisNormalisation::parse, "write none, frac, num or pair")
                : Optional.of(MalisNormalisation.NONE);
        return normalisation.map(n -> new TrainingConfig.Malis(on, n, constrained));
    }

    private Optional<TrainingConfig.Schedule> schedule() {
        var show = values.count(JobKey.NUM_ITER_PER_SHOW, 1);
        var test = values.count(JobKey.NUM_ITER_PER_TEST, 1);
        var patches = values.count(JobKey.TEST_NUM, 1);
        var save = values.count(JobKey.NUM_ITER_PER_SAVE, 1);
        var anneal = values.count(JobKey.NUM_ITER_PER_ANNEALING, 1);
        return show.isEmpty() || test.isEmpty() || patches.isEmpty() || save.isEmpty() || anneal.isEmpty()
                ? Optional.empty() : Optional.of(new TrainingConfig.Schedule(show.get(), test.get(), patches.get(),
                        save.get(), anneal.get()));
    }

    private Optional<TrainingConfig.Sgd> sgd(Optional<TrainingConfig.Schedule> schedule) {
        var batch = values.count(JobKey.BATCH, 1);
        var eta = values.number(JobKey.ETA, v -> v >= 0, NOT_NEGATIVE);
        var anneal = values.fraction(JobKey.ANNEAL_FACTOR);
        var momentum = values.fraction(JobKey.MOMENTUM);
        var decay = values.fraction(JobKey.WEIGHT_DECAY);
        var last = values.integer(JobKey.MAX_ITER, 1, Long.MAX_VALUE);
        if (last.isPresent() && schedule.isPresent() && last.get() <= schedule.get().saveInterval()) {
            values.reject(JobKey.MAX_ITER, last.get().toString(), "it must be greater than num_iter_per_save, which is "
                    + schedule.get().saveInterval());
        }
        return batch.isEmpty() || eta.isEmpty() || anneal.isEmpty() || momentum.isEmpty() || decay.isEmpty()
                || last.isEmpty() ? Optional.empty() : Optional.of(new TrainingConfig.Sgd(batch.get(), eta.get(),
                        anneal.get(), momentum.get(), decay.get(), last.get()));
    }
}
