package org.znn.driver.train;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.common.config.TrainingConfig;
import org.znn.common.network.LearningCurve;
import org.znn.common.volume.Volume;
import org.znn.driver.choice.ChoiceLines;
import org.znn.driver.choice.MeasureTask;
import org.znn.driver.choice.Measuring;
import org.znn.driver.choice.PlannedChoice;
import org.znn.driver.console.Console;
import org.znn.driver.report.Durations;
import org.znn.driver.spark.ExecutorCores;
import org.znn.driver.train.IntervalErrors.Averages;
import org.znn.worker.choice.Question;
import org.znn.worker.cost.PatchErrors;

/**
 * Runs a planned training: step by step the weights go to the executors, gradients come back and are added up in the
 * order of their patches, and the driver descends. What a run writes depends on its files and its seed alone.
 */
public final class TrainJob {

    private final TrainPlan plan;
    private final TrainingConfig config;
    private final Console console;
    private final WeightLayout layout;
    private final Descent descent;
    private final RunState state;
    private final RunFiles files;
    private final StepClock clock = new StepClock();
    private final Measuring measuring;
    private PatchTasks tasks;
    private TrainLog log = TrainLog.off();
    private Map<String, Map<String, Volume>> lastPatch = Map.of();
    private long intervalNanos;
    private long intervalSteps;

    /**
     * For one run.
     *
     * @param measuring asked where it is not known how convolutions are fastest
     */
    public TrainJob(TrainPlan plan, Console console, Measuring measuring) {
        this.plan = plan;
        this.console = console;
        this.measuring = measuring;
        config = plan.config();
        layout = new WeightLayout(plan.network());
        descent = new Descent(layout, config.job().precision(), config.descent().momentum(),
                config.descent().weightDecay(), config.outputSize().product());
        state = new RunState(layout, plan.start());
        descent.round(state.weights());
        descent.round(state.velocity());
        files = new RunFiles(plan.network(), config, console);
    }

    /**
     * Runs the steps that are left and saves.
     *
     * @param cores of the executors, to be told to their tasks
     * @throws Divergence where numbers are no longer finite; the files stay as the last save left them
     */
    public void run(JavaSparkContext spark, ExecutorCores cores) throws IOException {
        long last = config.descent().lastStep();
        if (state.step() >= last) {
            console.line("nothing to do: the run has done " + state.step() + " steps, max_iter is " + last);
            return;
        }
        long start = System.nanoTime();
        long first = state.step() + 1;
        if (config.output().log()) {
            log = TrainLog.begin(config.netPrefix(), config.job().path(), LocalDateTime.now());
        }
        PlannedChoice choice = decided(spark, cores);
        state.choice(Optional.of(choice.choice()).filter(c -> config.mode().measures()));
        files.begin(state);
        tasks = new PatchTasks(spark, config.job().threads(), cores.byExecutor(), choice.choice(), plan.factory());
        tasks.use(packedWeights());
        StepProgress progress = new StepProgress(first, last, start);
        for (long step = first; step <= last; step++) {
            step(step, config.job().check() || config.output().debug() && isSaved(step));
            console.progress(progress.line(step, System.nanoTime()));
            report(step);
            double next = step % config.schedule().anneal() == 0
                    ? state.eta() * config.descent().annealFactor() : state.eta();
            if (isSaved(step)) {
                save(next);
            }
            state.eta(next);
            if (config.job().check()) {
                PatchCheck.compare(lastPatch, config).forEach(console::line);
                break;
            }
        }
        console.line(state.step() - first + 1 + " steps in " + Durations.of((System.nanoTime() - start) * 1e-9) + ", "
                + clock.line());
        files.written().forEach(file -> console.line("  " + file));
    }

    /** How convolutions are computed from the first step to the last of all runs. */
    private PlannedChoice decided(JavaSparkContext spark, ExecutorCores cores) {
        List<Question> questions = plan.choice().questions();
        if (questions.isEmpty()) {
            return plan.choice();
        }
        console.progress("choosing how convolutions are fastest");
        double work = plan.operations() * config.descent().batch() * (config.descent().lastStep() - state.step());
        PlannedChoice decided = measuring.measure(spark, new MeasureTask(
                config.job().precision(), true, config.job().threads(), cores.byExecutor(), questions,
                plan.choice().memory(), MeasureTask.seconds(work, plan.choice().chooser().threads())))
                .map(plan.choice()::measured).orElse(plan.choice());
        ChoiceLines.of(decided.decision()).forEach(console::tell);
        return decided;
    }

    private boolean isSaved(long step) {
        return step % config.schedule().save() == 0 || step == config.descent().lastStep();
    }

    private byte[] packedWeights() {
        return WeightLayout.pack(state.weights(), config.job().precision());
    }

    private void step(long step, boolean keep) throws IOException {
        long start = System.nanoTime();
        int patches = config.descent().batch();
        StepSum sum = new StepSum(patches, layout.length(), config.job().precision());
        StepClock.Busy busy = new StepClock.Busy();
        LongAdder averaging = new LongAdder();
        String[] requests = new String[patches];
        tasks.run(step, false, keep, patches, report -> {
            busy.add(report);
            requests[report.patch()] = TrainLines.requested(report);
            if (!report.kept().isEmpty()) {
                lastPatch = report.kept();
            }
            long adding = System.nanoTime();
            sum.add(report);
            averaging.add(System.nanoTime() - adding);
        });
        long tasksEnd = System.nanoTime();
        log.add(List.of(requests));
        long logged = System.nanoTime();
        sum.troubled().ifPresent(report -> stop(step, "patch " + report.patch() + " (sample" + report.sample() + "): "
                + report.trouble().get()));
        Optional<double[]> gradient = sum.gradient();
        if (gradient.isPresent()) {
            descent.update(state.weights(), state.velocity(), gradient.get(), state.eta());
            layout.firstNotFinite(state.weights()).or(() -> layout.firstNotFinite(state.velocity()))
                    .ifPresent(layer -> stop(step, "the weights of layer '" + layer + "' after the update"));
        }
        state.step(step);
        state.interval().add(sum.errors());
        long end = System.nanoTime();
        if (gradient.isPresent()) {
            tasks.use(packedWeights());
        }
        clock.step(tasksEnd - start, busy, averaging.sum(), end - logged, System.nanoTime() - end);
        intervalNanos += System.nanoTime() - start;
        intervalSteps++;
    }

    private void stop(long step, String what) {
        throw new Divergence("the training diverged: in step " + step + ", " + what + " is NaN or infinite; "
                + files.lastGood() + "; try a smaller eta, or weights saved earlier");
    }

    private void report(long step) throws IOException {
        boolean malis = config.malis().on();
        if (step % config.schedule().show() == 0) {
            Averages averages = state.interval().averages();
            double seconds = intervalNanos * 1e-9 / intervalSteps;
            tell(TrainLines.update(step, averages, malis, seconds, state.eta()));
            LearningCurve curve = state.curve();
            state.curve(new LearningCurve(curve.train().with(step, averages.curve(malis)), curve.test(), seconds));
            state.interval().clear();
            intervalNanos = 0;
            intervalSteps = 0;
        }
        if (step % config.schedule().test() == 0) {
            Averages averages = test(step);
            tell(TrainLines.test(step, averages, malis));
            LearningCurve curve = state.curve();
            state.curve(new LearningCurve(curve.train(), curve.test().with(step, averages.curve(malis)),
                    curve.elapsed()));
        }
    }

    private void tell(String line) throws IOException {
        console.line(line);
        log.add(List.of(line));
    }

    private Averages test(long step) {
        long start = System.nanoTime();
        int patches = config.schedule().patches();
        StepSum sum = new StepSum(patches, 0, config.job().precision());
        tasks.run(step, true, false, patches, sum::add);
        sum.troubled().ifPresent(report -> stop(step, "patch " + report.patch() + " (sample" + report.sample()
                + ") of the test: " + report.trouble().get()));
        clock.tested(System.nanoTime() - start);
        IntervalErrors errors = new IntervalErrors(PatchErrors.NONE);
        errors.add(sum.errors());
        return errors.averages();
    }

    private void save(double next) throws IOException {
        long start = System.nanoTime();
        files.save(state, next, config.output().debug() ? lastPatch : Map.of());
        clock.saved(System.nanoTime() - start);
    }
}
