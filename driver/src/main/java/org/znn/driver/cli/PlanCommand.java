package org.znn.driver.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.znn.driver.console.Console;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.ForwardPlanReport;
import org.znn.driver.plan.OutputClaim;
import org.znn.driver.train.TrainPlan;
import org.znn.driver.train.TrainPlanReport;
import org.znn.worker.bench.FmaPeak;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code plan}: describes what {@code forward} or {@code train} would do, without doing it. */
@Command(name = "plan", sortOptions = false, description = {
    "Describe what forward (or, with --train, train) would do, without running it: passes, blocks, memory, operations "
            + "and expected time.", ""})
final class PlanCommand implements Callable<Integer> {

    private static final double GIGA = 1e9;

    @Mixin
    private ForwardOptions options;

    @Option(names = "--train", description = "Describe train instead of forward; --net and --range have no effect.")
    private boolean train;

    @Mixin
    private StartOptions start;

    private final Console console;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        JobContext job = JobContext.load(console);
        OutputClaim claim = new RunningJobWarning(job.storages(), job.diagnostics());
        List<String> lines;
        if (train) {
            TrainPlan plan = TrainOptions.plan(options.config(), Map.of(), start.files(job.diagnostics()),
                    options.overwrite(), job, claim);
            lines = TrainPlanReport.details(plan, job.cluster(), GIGA * FmaPeak.gflops(1));
        } else {
            ForwardPlan plan = options.plan(job, claim).plan();
            lines = ForwardPlanReport.details(plan, job.cluster(), GIGA * FmaPeak.gflops(1));
        }
        lines.forEach(console::printResult);
        return Program.EXIT_OK;
    }
}
