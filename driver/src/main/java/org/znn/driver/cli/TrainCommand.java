package org.znn.driver.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.znn.common.volume.storage.lease.OutputLeases;
import org.znn.driver.autotune.Autotuner;
import org.znn.driver.console.Console;
import org.znn.driver.stop.Stopping;
import org.znn.driver.train.TrainJob;
import org.znn.driver.train.TrainPlan;
import org.znn.driver.train.TrainPlanReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code train}, ZNN's train.py: trains a network on the samples of a job. */
@Command(name = "train", sortOptions = false, description = {
    "Train a network on the samples of a job and write PREFIX_STEP.h5, PREFIX_current.h5 and the learning curve.",
    "A run whose PREFIX_current.h5 exists resumes from it.", ""})
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private TrainOptions options;

    private final Console console;
    private final Autotuner autotuner;
    private final Stopping stopping;

    TrainCommand(Console console, Autotuner autotuner, Stopping stopping) {
        this.console = console;
        this.autotuner = autotuner;
        this.stopping = stopping;
    }

    @Override
    public Integer call() throws IOException {
        stopping.keepFinishedWork();
        JobContext job = JobContext.load(console);
        // The weights of every step are broadcast, and weights do not compress.
        job.conf().setIfMissing("spark.broadcast.compress", "false");
        job.runLeased("train", options.config(), stopping, leases -> run(job.leasedBy(leases), leases));
        return Program.EXIT_OK;
    }

    private void run(JobContext job, OutputLeases leases) throws IOException {
        TrainPlan plan = options.plan(job,
                new LeaseClaim(leases, "train_net_prefix", stopping::holdHadoopHooks, job.diagnostics()));
        TrainPlanReport.summary(plan).forEach(console::printMessage);
        TrainJob training = new TrainJob(plan, job.storages(), console, autotuner);
        if (training.open()) {
            plan.algorithms().warmUp(job.conf(), plan.config().job().precision());
            job.runOnSpark(training::run, training::progress, stopping);
        }
    }
}
