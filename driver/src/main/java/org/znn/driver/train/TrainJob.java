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
import org.znn.common.volume.storage.Storages;
import org.znn.driver.autotune.AutotuneTask;
import org.znn.driver.autotune.Autotuner;
import org.znn.driver.autotune.PlannedSelection;
import org.znn.driver.autotune.SelectionTable;
import org.znn.driver.console.Console;
import org.znn.driver.report.Durations;
import org.znn.driver.spark.ExecutorCores;
import org.znn.driver.stop.Stopping;
import org.znn.driver.train.IntervalErrors.Averages;
import org.znn.worker.autotune.TuningTask;
import org.znn.worker.cost.PatchErrors;

/**
 * Runs a planned training. In each step the executors receive the weights and return gradients, which the driver adds
 * up in patch order before it updates the weights. The results of a run depend only on its files and its seed.
 */
public final class TrainJob {

    private final TrainPlan plan;
    private final TrainingConfig config;
    private final Console console;
    private final WeightLayout layout;
    private final SgdOptimizer optimizer;
    private final RunState state;
    private final TrainingInputs inputs;
    private final RunFiles files;
    private final StepTimes times = new StepTimes();
    private final Autotuner autotuner;
    private final Storages storages;
    private PatchTasks tasks;
    private Optional<TrainLog> log = Optional.empty();
    private Map<String, Map<String, Volume>> debugVolumes = Map.of();
    private volatile long stepsDone;
    private long intervalNanos;
    private long intervalSteps;

    /**
     * Creates a job.
     *
     * @param storages  file systems that the prefix of the saved files may name
     * @param autotuner measures convolution algorithms if the plan leaves them open
     */
    public TrainJob(TrainPlan plan, Storages storages, Console console, Autotuner autotuner) {
        this.plan = plan;
        this.storages = storages;
        this.console = console;
        this.autotuner = autotuner;
        config = plan.config();
        layout = new WeightLayout(plan.network());
        optimizer = new SgdOptimizer(layout, config.job().precision(), config.sgd().momentum(),
                config.sgd().weightDecay(), config.outputSize().product());
        state = new RunState(layout, plan.initialState());
        stepsDone = state.step();
        optimizer.round(state.weights());
        optimizer.round(state.velocity());
        inputs = TrainingInputs.of(plan.samples());
        files = new RunFiles(plan.network(), config, inputs, storages, console);
    }

    /**
     * Takes possession of the files of the run, before Spark starts: removes what killed runs left and makes the files
     * of the last saved step complete.
     *
     * @return whether there are steps left
     */
    public boolean open() throws IOException {
        files.open(plan.initialState(), state);
        long last = config.sgd().lastStep();
        if (state.step() < last) {
            return true;
        }
        console.printResult("nothing to do: the run has completed " + state.step() + " steps and max_iter is " + last);
        files.written().forEach(file -> console.printResult("  written now: " + file));
        return false;
    }

    /**
     * Runs the remaining steps and saves checkpoints; {@link #open} comes before.
     *
     * @param cores cores of each executor, passed on to its tasks
     * @throws DivergenceException if values are no longer finite; the last checkpoint is kept
     */
    public void run(JavaSparkContext spark, ExecutorCores cores) throws IOException {
        if (!config.output().savesLog()) {
            runSteps(spark, cores);
            return;
        }
        try (TrainLog opened = TrainLog.open(config.netPrefix(), config.job().path(), LocalDateTime.now(), storages)) {
            log = Optional.of(opened);
            runSteps(spark, cores);
        }
    }

    /** Describes the finished work, such as {@code 120 of 4000 steps are done}; called by any thread. */
    public String progress() {
        return stepsDone + " of " + config.sgd().lastStep() + " steps are done";
    }

    private void runSteps(JavaSparkContext spark, ExecutorCores cores) throws IOException {
        long last = config.sgd().lastStep();
        long start = System.nanoTime();
        long first = state.step() + 1;
        PlannedSelection algorithms = selectAlgorithms(spark, cores);
        state.setAlgorithms(Optional.of(algorithms.selection()).filter(a -> config.convolutionMode().isAutotuned()));
        inputs.requireUnchanged(storages);
        files.saveInitial(state);
        tasks = new PatchTasks(spark, config.job().threads(), cores.byExecutor(), algorithms.selection(),
                plan.trainerFactory());
        tasks.setWeights(packedWeights());
        StepProgress progress = new StepProgress(first, last, start);
        for (long step = first; step <= last; step++) {
            Stopping.throwIfStopping();
            step(step, config.job().stopAfterFirstPatch() || config.output().savesPatch() && isSaved(step));
            stepsDone = step;
            console.showProgress(progress.update(step, System.nanoTime()));
            report(step);
            double nextEta = step % config.schedule().annealInterval() == 0
                    ? state.eta() * config.sgd().annealFactor() : state.eta();
            if (isSaved(step)) {
                save(nextEta);
            }
            state.setEta(nextEta);
            if (config.job().stopAfterFirstPatch()) {
                PatchCheck.compare(debugVolumes, config, storages).forEach(console::printResult);
                break;
            }
        }
        console.printResult(state.step() - first + 1 + " steps in "
                + Durations.format((System.nanoTime() - start) * 1e-9) + ": " + times.summary());
        files.written().forEach(file -> console.printResult("  " + file));
    }

    /** Selects the convolution algorithms, which stay the same for all steps of a run, even if the run is resumed. */
    private PlannedSelection selectAlgorithms(JavaSparkContext spark, ExecutorCores cores) {
        List<TuningTask> tuningTasks = plan.algorithms().tuningTasks();
        if (tuningTasks.isEmpty()) {
            return plan.algorithms();
        }
        console.showProgress("measuring convolution algorithms");
        double operations = plan.operations() * config.sgd().batchSize() * (config.sgd().lastStep() - state.step());
        double budget = AutotuneTask.budgetSeconds(operations, plan.algorithms().selector().threads());
        PlannedSelection selected = autotuner.measure(spark, new AutotuneTask(config.job().precision(), true,
                config.job().threads(), cores.byExecutor(), tuningTasks, plan.algorithms().memory(), budget))
                .map(plan.algorithms()::withMeasuredTimes).orElse(plan.algorithms());
        SelectionTable.lines(selected.report()).forEach(console::printMessage);
        return selected;
    }

    private boolean isSaved(long step) {
        return step % config.schedule().saveInterval() == 0 || step == config.sgd().lastStep();
    }

    private byte[] packedWeights() {
        return WeightLayout.pack(state.weights(), config.job().precision());
    }

    private void step(long step, boolean returnVolumes) throws IOException {
        long start = System.nanoTime();
        int patches = config.sgd().batchSize();
        GradientAccumulator accumulator = new GradientAccumulator(patches, layout.length(), config.job().precision());
        StepTimes.ExecutorTimes executors = new StepTimes.ExecutorTimes();
        LongAdder averaging = new LongAdder();
        String[] requests = new String[patches];
        tasks.compute(step, false, returnVolumes, patches, result -> {
            executors.add(result);
            requests[result.patch()] = TrainLogFormat.patchRequest(result);
            if (!result.debugVolumes().isEmpty()) {
                debugVolumes = result.debugVolumes();
            }
            long received = System.nanoTime();
            accumulator.add(result);
            averaging.add(System.nanoTime() - received);
        });
        long tasksEnd = System.nanoTime();
        writeLog(requests);
        long logged = System.nanoTime();
        accumulator.firstNonFinite().ifPresent(result -> fail(step, result.nonFinite().get()));
        Optional<double[]> gradient = accumulator.meanGradient();
        if (gradient.isPresent()) {
            optimizer.update(state.weights(), state.velocity(), gradient.get(), state.eta());
            layout.firstNonFiniteLayer(state.weights()).or(() -> layout.firstNonFiniteLayer(state.velocity()))
                    .ifPresent(layer -> fail(step, "the updated weights of layer '" + layer + "'"));
        }
        state.setStep(step);
        state.intervalErrors().add(accumulator.errors());
        long end = System.nanoTime();
        if (gradient.isPresent()) {
            tasks.setWeights(packedWeights());
        }
        times.addStep(tasksEnd - start, executors, averaging.sum(), end - logged, System.nanoTime() - end);
        intervalNanos += System.nanoTime() - start;
        intervalSteps++;
    }

    private void fail(long step, String what) {
        throw new DivergenceException("the training diverged in step " + step + ": NaN or infinite values in " + what
                + "; the last checkpoint is " + files.lastCheckpoint()
                + "; try a smaller eta, or go back to a file saved earlier, with --resume");
    }

    private void report(long step) throws IOException {
        boolean malis = config.malis().enabled();
        if (step % config.schedule().reportInterval() == 0) {
            Averages averages = state.intervalErrors().averages();
            double seconds = intervalNanos * 1e-9 / intervalSteps;
            print(TrainLogFormat.update(step, averages, malis, seconds, state.eta()));
            LearningCurve curve = state.curve();
            state.setCurve(new LearningCurve(curve.train().append(step, averages.curveValues(malis)), curve.test(),
                    seconds));
            state.intervalErrors().reset();
            intervalNanos = 0;
            intervalSteps = 0;
        }
        if (step % config.schedule().testInterval() == 0) {
            Averages averages = test(step);
            print(TrainLogFormat.test(step, averages, malis));
            LearningCurve curve = state.curve();
            state.setCurve(new LearningCurve(curve.train(), curve.test().append(step, averages.curveValues(malis)),
                    curve.secondsPerIteration()));
        }
    }

    private void print(String line) throws IOException {
        console.printResult(line);
        writeLog(line);
    }

    private void writeLog(String... lines) throws IOException {
        if (log.isPresent()) {
            log.get().append(List.of(lines));
        }
    }

    private Averages test(long step) {
        long start = System.nanoTime();
        int patches = config.schedule().testPatches();
        GradientAccumulator accumulator = new GradientAccumulator(patches, 0, config.job().precision());
        tasks.compute(step, true, false, patches, accumulator::add);
        accumulator.firstNonFinite().ifPresent(result -> fail(step, result.nonFinite().get()));
        times.addTest(System.nanoTime() - start);
        IntervalErrors errors = new IntervalErrors(PatchErrors.NONE);
        errors.add(accumulator.errors());
        return errors.averages();
    }

    private void save(double nextEta) throws IOException {
        long start = System.nanoTime();
        inputs.requireUnchanged(storages);
        files.save(state, nextEta, config.output().savesPatch() ? debugVolumes : Map.of());
        if (log.isPresent()) {
            log.get().publish();
        }
        times.addSave(System.nanoTime() - start);
    }
}
