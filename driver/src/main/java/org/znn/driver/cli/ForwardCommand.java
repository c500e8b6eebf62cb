package org.znn.driver.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.common.problem.Problems;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.choice.Measuring;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.forward.ForwardJob;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.PlanText;
import org.znn.driver.session.SparkSetup;
import org.znn.driver.spark.ClusterShape;
import org.znn.driver.spark.ExecutorCores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** ZNN's forward.py: a trained network over the samples of a job. */
@Command(name = "forward", sortOptions = false,
        description = "Run a trained network over the samples of a job; writes PREFIX_sampleN_NODE.h5.%n"
                + "Started again after an interruption it goes on with the blocks that are missing.")
final class ForwardCommand implements Callable<Integer> {

    @Mixin
    private ForwardOptions options;

    private final Console console;
    private final Measuring measuring;

    ForwardCommand(Console console, Measuring measuring) {
        this.console = console;
        this.measuring = measuring;
    }

    @Override
    public Integer call() throws IOException {
        SparkConf conf = SparkSetup.configure(new SparkConf());
        Map<String, String> spark = SparkSetup.asMap(conf);
        Problems problems = new Problems();
        ClusterSettings settings = ClusterSettings.load(System.getenv(), spark, problems);
        Storages storages = SparkSetup.storages(spark);
        ForwardPlan plan = options.plan(settings, ClusterShape.of(conf), storages, problems, console);
        PlanText.brief(plan).forEach(console::tell);
        if (!plan.samples().isEmpty()) {
            plan.samples().get(0).choice().warmUp(conf, plan.precision());
        }
        ExecutorCores cores = new ExecutorCores();
        try (JavaSparkContext context = SparkSetup.start(conf)) {
            context.sc().addSparkListener(cores);
            new ForwardJob(plan, settings, storages, console, measuring).run(context, cores);
        }
        return Program.DONE;
    }
}
