package org.znn.driver.forward;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.autotune.AutotuneTask;
import org.znn.driver.autotune.Autotuner;
import org.znn.driver.autotune.SelectionTable;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.spark.ExecutorCores;
import org.znn.worker.autotune.AlgorithmTime;
import org.znn.worker.autotune.TuningTask;

/** Runs a planned forward job, one sample after the other. */
public final class ForwardJob {

    private final ForwardLedger ledger;
    private final ForwardPlan plan;
    private final ClusterSettings settings;
    private final Storages storages;
    private final Console console;
    private final Autotuner autotuner;
    private final Map<Vec3, Optional<List<AlgorithmTime>>> measured = new HashMap<>();
    private volatile String progress = "no block is done";

    /**
     * Creates a job.
     *
     * @param ledger    plan of the job, and what earlier runs have left
     * @param autotuner measures convolution algorithms if the plan leaves them open
     */
    public ForwardJob(ForwardLedger ledger, ClusterSettings settings, Storages storages, Console console,
            Autotuner autotuner) {
        this.ledger = ledger;
        plan = ledger.plan();
        this.settings = settings;
        this.storages = storages;
        this.console = console;
        this.autotuner = autotuner;
    }

    /**
     * Computes all samples that are not complete.
     *
     * @param cores cores of each executor, passed on to its tasks
     */
    public void run(JavaSparkContext spark, ExecutorCores cores) throws IOException {
        for (SampleLedger entry : ledger.incomplete()) {
            SampleLedger selected = entry.withSample(selectAlgorithms(spark, cores, entry.sample()));
            new SampleJob(plan, selected, settings, storages, console, done -> progress = done).run(spark, cores);
        }
    }

    /** Describes the finished work, such as {@code 3 of 10 blocks of sample1 are done}; called by any thread. */
    public String progress() {
        return progress;
    }

    /** Returns the sample with its convolution algorithms selected; passes of equal size are measured once. */
    private SamplePlan selectAlgorithms(JavaSparkContext spark, ExecutorCores cores, SamplePlan sample) {
        List<TuningTask> tuningTasks = sample.selection().tuningTasks();
        if (tuningTasks.isEmpty()) {
            return sample;
        }
        Optional<List<AlgorithmTime>> times = measured.computeIfAbsent(sample.pass(), pass -> {
            console.showProgress("sample" + sample.number() + ": measuring convolution algorithms");
            return autotuner.measure(spark, new AutotuneTask(plan.precision(), false, plan.threads(),
                    cores.byExecutor(), tuningTasks, sample.selection().memory(),
                    AutotuneTask.budgetSeconds(sample.totalOperations(), plan.selector().threads())));
        });
        SamplePlan selected =
                times.map(t -> sample.withMeasured(sample.selection().withMeasuredTimes(t))).orElse(sample);
        SelectionTable.lines(selected.selection().report()).forEach(console::printMessage);
        return selected;
    }
}
