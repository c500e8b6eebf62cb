package org.znn.common.config;

import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;
import org.znn.common.volume.Precision;

/** Makes typed jobs of the values of [parameters]; every mistake in them becomes an error (ZNN-SEMANTICS 8.3). */
final class JobReader {

    private static final String NOT_NEGATIVE = "write a number of at least 0";

    private final String path;
    private final JobValues values;
    private final Problems problems;

    JobReader(String path, JobValues values, Problems problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    /** The forward job; empty where a value that it needs is missing or not legal. */
    Optional<ForwardConfig> forward() {
        int before = problems.errors().size();
        Optional<JobConfig> job = job();
        var samples = values.range(JobKey.FORWARD_RANGE);
        var weights = values.existingPath(JobKey.FORWARD_NET);
        boolean auto = values.text(JobKey.FORWARD_OUTSZ).filter("auto"::equalsIgnoreCase).isPresent();
        Optional<Vec3> size = auto ? Optional.empty() : values.size(JobKey.FORWARD_OUTSZ);
        var mode = values.constant(JobKey.FORWARD_CONV_MODE, ConvolutionMode.class);
        var prefix = values.targetPath(JobKey.OUTPUT_PREFIX);
        return problems.errors().size() > before ? Optional.empty() : Optional.of(
                new ForwardConfig(job.get(), samples.get(), weights.get(), size, mode.get(), prefix.get()));
    }

    /** The training job; empty where a value that it needs is missing or not legal. */
    Optional<TrainingConfig> training() {
        int before = problems.errors().size();
        Optional<JobConfig> job = job();
        var train = values.range(JobKey.TRAIN_RANGE);
        var test = values.range(JobKey.TEST_RANGE);
        var prefix = values.targetPath(JobKey.TRAIN_NET_PREFIX).map(p -> p.replaceFirst("\\.h5$", ""));
        var size = values.size(JobKey.TRAIN_OUTSZ);
        var mode = values.constant(JobKey.TRAIN_CONV_MODE, ConvolutionMode.class);
        var augment = values.flag(JobKey.IS_DATA_AUG);
        var rebalance = values.read(JobKey.REBALANCE_MODE, Rebalance::of, "write global, patch or none");
        var malis = malis(job);
        var schedule = schedule();
        var descent = descent(schedule);
        var standard = values.flag(JobKey.IS_STDIO);
        var debug = values.flag(JobKey.IS_DEBUG);
        var log = values.flag(JobKey.LOGGING);
        return problems.errors().size() > before ? Optional.empty() : Optional.of(new TrainingConfig(job.get(),
                train.get(), test.get(), prefix.get(), size.get(), mode.get(), augment.get(), rebalance.get(),
                malis.get(), descent.get(), schedule.get(),
                new TrainingConfig.Output(standard.get(), debug.get(), log.get())));
    }

    private Optional<JobConfig> job() {
        int before = problems.errors().size();
        var network = values.existingPath(JobKey.FNET_SPEC);
        var threads = values.count(JobKey.NUM_THREADS, 0);
        var precision = values.constant(JobKey.DTYPE, Precision.class);
        var type = values.read(JobKey.OUT_TYPE, OutType::of, "write boundary, affinity or semantic");
        var cost = type.flatMap(t -> values.read(JobKey.COST_FN, text -> CostFunction.of(text, t),
                "write auto, square_loss, binomial_cross_entropy or softmax_loss"));
        var mirror = values.flag(JobKey.IS_BD_MIRROR);
        var check = values.flag(JobKey.IS_CHECK);
        values.flag(JobKey.IS_VISUAL);
        var seed = values.whole(JobKey.SEED, Long.MIN_VALUE, Long.MAX_VALUE);
        return problems.errors().size() > before ? Optional.empty() : Optional.of(new JobConfig(path, network.get(),
                threads.get(), precision.get(), type.get(), cost.get(), mirror.get(), check.get(), seed.get()));
    }

    private Optional<TrainingConfig.Malis> malis(Optional<JobConfig> job) {
        boolean on = values.flag(JobKey.IS_MALIS).orElse(false);
        boolean constrained = values.flag(JobKey.IS_CONSTRAINED_MALIS).orElse(false);
        if (on && job.filter(j -> j.outType() == OutType.SEMANTIC).isPresent()) {
            values.refuse(JobKey.IS_MALIS, "yes", "MALIS weights what joins and parts cells; set out_type = affinity "
                    + "or boundary, or is_malis = no");
        }
        Optional<MalisNormalisation> normalisation = on
                ? values.read(JobKey.MALIS_NORM_TYPE, MalisNormalisation::of, "write none, frac, num or pair")
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

    private Optional<TrainingConfig.Descent> descent(Optional<TrainingConfig.Schedule> schedule) {
        var batch = values.count(JobKey.BATCH, 1);
        var eta = values.number(JobKey.ETA, v -> v >= 0, NOT_NEGATIVE);
        var anneal = values.share(JobKey.ANNEAL_FACTOR);
        var momentum = values.share(JobKey.MOMENTUM);
        var decay = values.share(JobKey.WEIGHT_DECAY);
        var last = values.whole(JobKey.MAX_ITER, 1, Long.MAX_VALUE);
        if (last.isPresent() && schedule.isPresent() && last.get() <= schedule.get().save()) {
            values.refuse(JobKey.MAX_ITER, last.get().toString(), "it must be more than num_iter_per_save, which is "
                    + schedule.get().save());
        }
        return batch.isEmpty() || eta.isEmpty() || anneal.isEmpty() || momentum.isEmpty() || decay.isEmpty()
                || last.isEmpty() ? Optional.empty() : Optional.of(new TrainingConfig.Descent(batch.get(), eta.get(),
                        anneal.get(), momentum.get(), decay.get(), last.get()));
    }
}
