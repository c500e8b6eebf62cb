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
import org.znn.driver.session.SparkSetup;
import org.znn.driver.spark.ClusterShape;
import org.znn.driver.spark.ExecutorCores;
import org.znn.driver.train.TrainJob;
import org.znn.driver.train.TrainPlan;
import org.znn.driver.train.TrainPlanText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** ZNN's train.py: a network learns from the samples of a job. */
@Command(name = "train", sortOptions = false,
        description = "Train a network on the samples of a job; writes PREFIX_STEP.h5, PREFIX_current.h5 and the "
                + "learning curve.%nStarted again after an interruption it goes on from PREFIX_current.h5.")
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private TrainOptions options;

    private final Console console;
    private final Measuring measuring;

    TrainCommand(Console console, Measuring measuring) {
        this.console = console;
        this.measuring = measuring;
    }

    @Override
    public Integer call() throws IOException {
        SparkConf conf = SparkSetup.configure(new SparkConf());
        // The weights of every step are broadcast: noise to a compressor.
        conf.setIfMissing("spark.broadcast.compress", "false");
        Map<String, String> spark = SparkSetup.asMap(conf);
        Problems problems = new Problems();
        ClusterSettings settings = ClusterSettings.load(System.getenv(), spark, problems);
        Storages storages = SparkSetup.storages(spark);
        TrainPlan plan = options.plan(settings, ClusterShape.of(conf), storages, problems, console);
        TrainPlanText.brief(plan).forEach(console::tell);
        plan.choice().warmUp(conf, plan.config().job().precision());
        ExecutorCores cores = new ExecutorCores();
        try (JavaSparkContext context = SparkSetup.start(conf)) {
            context.sc().addSparkListener(cores);
            new TrainJob(plan, console, measuring).run(context, cores);
        }
        return Program.DONE;
    }
}
