package org.znn.driver.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.znn.driver.autotune.Autotuner;
import org.znn.driver.console.Console;
import org.znn.driver.forward.ForwardJob;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.ForwardPlanReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code forward}, ZNN's forward.py: applies a trained network to the samples of a job. */
@Command(name = "forward", sortOptions = false, description = {
    "Apply a trained network to the samples of a job and write PREFIX_sampleN_NODE.h5.",
    "A job that was interrupted resumes: only the missing blocks are computed.", ""})
final class ForwardCommand implements Callable<Integer> {

    @Mixin
    private ForwardOptions options;

    private final Console console;
    private final Autotuner autotuner;

    ForwardCommand(Console console, Autotuner autotuner) {
        this.console = console;
        this.autotuner = autotuner;
    }

    @Override
    public Integer call() throws IOException {
        JobContext job = JobContext.load(console);
        ForwardPlan plan = options.plan(job);
        ForwardPlanReport.summary(plan).forEach(console::printMessage);
        if (!plan.samples().isEmpty()) {
            plan.samples().get(0).selection().warmUp(job.conf(), plan.precision());
        }
        job.runOnSpark(new ForwardJob(plan, job.settings(), job.storages(), console, autotuner)::run);
        return Program.EXIT_OK;
    }
}
