package org.znn.driver.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.znn.common.volume.storage.lease.OutputLeases;
import org.znn.driver.autotune.Autotuner;
import org.znn.driver.console.Console;
import org.znn.driver.forward.ForwardJob;
import org.znn.driver.forward.ForwardLedger;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.ForwardPlanReport;
import org.znn.driver.stop.Stopping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code forward}, ZNN's forward.py: applies a trained network to the samples of a job. */
@Command(name = "forward", sortOptions = false, description = {
    "Apply a trained network to the samples of a job and write PREFIX_sampleN_NODE.h5.",
    "A job that was interrupted resumes: only the missing blocks are computed. Complete samples are skipped.", ""})
final class ForwardCommand implements Callable<Integer> {

    @Mixin
    private ForwardOptions options;

    private final Console console;
    private final Autotuner autotuner;
    private final Stopping stopping;

    ForwardCommand(Console console, Autotuner autotuner, Stopping stopping) {
        this.console = console;
        this.autotuner = autotuner;
        this.stopping = stopping;
    }

    @Override
    public Integer call() throws IOException {
        stopping.keepFinishedWork();
        JobContext job = JobContext.load(console);
        job.runLeased("forward", options.config(), stopping, leases -> run(job.leasedBy(leases), leases));
        return Program.EXIT_OK;
    }

    private void run(JobContext job, OutputLeases leases) throws IOException {
        ForwardLedger ledger = options.plan(job,
                new LeaseClaim(leases, "output_prefix", stopping::holdHadoopHooks, job.diagnostics()));
        ledger.open(console);
        if (ledger.isComplete()) {
            return;
        }
        ForwardPlan plan = ledger.remaining();
        ForwardPlanReport.summary(plan).forEach(console::printMessage);
        plan.samples().get(0).selection().warmUp(job.conf(), plan.precision());
        ForwardJob forward = new ForwardJob(ledger, job.settings(), job.storages(), console, autotuner);
        job.runOnSpark(forward::run, forward::progress, stopping);
    }
}
