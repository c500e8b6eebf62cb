package org.znn.driver.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.znn.common.problem.Problems;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.PlanText;
import org.znn.driver.session.SparkSetup;
import org.znn.driver.spark.ClusterShape;
import org.znn.driver.train.TrainPlan;
import org.znn.driver.train.TrainPlanText;
import org.znn.worker.bench.FmaPeak;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What forward or train would do, without doing it. */
@Command(name = "plan", sortOptions = false,
        description = "Tell what forward would do: passes, blocks, memory, operations, time; or, with --train, what "
                + "train would. Runs nothing.")
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private ForwardOptions options;

    @Option(names = "--train", description = "Tell what train would do.")
    private boolean train;

    private final Console console;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        SparkConf conf = SparkSetup.configure(new SparkConf());
        Map<String, String> spark = SparkSetup.asMap(conf);
        Problems problems = new Problems();
        ClusterSettings settings = ClusterSettings.load(System.getenv(), spark, problems);
        ClusterShape cluster = ClusterShape.of(conf);
        if (train) {
            TrainPlan plan = TrainOptions.plan(options.config(), Map.of(), Optional.empty(), settings, cluster,
                    SparkSetup.storages(spark), problems, console);
            TrainPlanText.full(plan, cluster, 1e9 * FmaPeak.gflops(1)).forEach(console::line);
            return Program.DONE;
        }
        ForwardPlan plan = options.plan(settings, cluster, SparkSetup.storages(spark), problems, console);
        PlanText.full(plan, cluster, 1e9 * FmaPeak.gflops(1)).forEach(console::line);
        return Program.DONE;
    }
}
