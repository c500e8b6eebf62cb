package org.znn.driver.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.common.config.JobFile;
import org.znn.common.config.TrainingConfig;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.JobFolder;
import org.znn.driver.autotune.ExecutorAutotuner;
import org.znn.driver.autotune.PlannedSelection;
import org.znn.driver.console.Console;
import org.znn.driver.session.SparkSetup;
import org.znn.driver.spark.ExecutorCores;
import org.znn.worker.autotune.AlgorithmSelector;
import org.znn.worker.autotune.SelectionProblem;

/** Training job of {@link LineTrainerFactory}, run by {@link TrainJob} on a local Spark. */
final class LineTraining {

    private final JobFolder files;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private StartFiles start = StartFiles.NONE;
    private boolean overwrite;

    LineTraining(Path folder) throws IOException {
        files = new JobFolder(folder).network(LineTrainerFactory.NETWORK).setAll("""
                fnet_spec = net.znn
                out_type = boundary
                cost_fn = square_loss
                train_range = 1
                test_range = 1
                batch = 3
                eta = 0.05
                momentum = 0.8
                weight_decay = 0.001
                anneal_factor = 0.9
                num_iter_per_annealing = 2
                num_iter_per_show = 4
                num_iter_per_test = 5
                test_num = 2
                num_iter_per_save = 6
                max_iter = 12
                is_stdio = yes
                """).set("train_net_prefix", folder.resolve("net").toString())
                .set("train_outsz", LineTrainerFactory.SIZE.toString());
    }

    LineTraining set(String key, String value) {
        files.set(key, value);
        return this;
    }

    /** Gives the files that the command line names on every run of the job. */
    LineTraining startFrom(StartFiles files) {
        start = files;
        return this;
    }

    /** Allows files of another run to be replaced. */
    LineTraining overwrite() {
        overwrite = true;
        return this;
    }

    /** Returns a file of the run by the text that follows its prefix. */
    Path trained(String suffix) {
        return files.trained(suffix);
    }

    TrainingConfig config() {
        Diagnostics diagnostics = new Diagnostics();
        TrainingConfig config = JobFile.read(files.job(), Map.of(), diagnostics).orElseThrow()
                .trainingConfig(diagnostics).orElse(null);
        diagnostics.throwIfErrors();
        return config;
    }

    NetworkSpec network() {
        return files.network();
    }

    /** Loads the state from which a run of the job starts. */
    Optional<InitialState> initialState(Diagnostics diagnostics) {
        return new CheckpointLoader(network(), config(), files.isSet("seed"), TrainingInputs.NONE,
                Storages.standard(), diagnostics)
                .load(start, overwrite);
    }

    /** Runs the job, resuming from its last checkpoint; collects what it prints in {@link #output}. */
    void run(int cores, LineTrainerFactory factory) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        Optional<InitialState> initial = initialState(diagnostics);
        diagnostics.throwIfErrors();
        SparkConf conf = new SparkConf(false).set("spark.master", "local[" + cores + "]")
                .set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.kryo.classesToRegister", LineTrainerFactory.class.getName());
        PrintStream stream = new PrintStream(out, true, UTF_8);
        try (JavaSparkContext spark = SparkSetup.start(SparkSetup.configure(conf))) {
            AlgorithmSelector selector =
                    new AlgorithmSelector(config().convolutionMode(), Precision.FLOAT32, cores);
            SelectionProblem problem =
                    SelectionProblem.forTraining(network(), LineTrainerFactory.SIZE, Precision.FLOAT32, cores);
            TrainPlan plan = new TrainPlan(network(), config(), initial.get(), List.of(), factory,
                    PlannedSelection.of(selector, problem, Long.MAX_VALUE), 0, 0);
            TrainJob job = new TrainJob(plan, Storages.standard(), new Console(stream, stream, 0, System::nanoTime),
                    new ExecutorAutotuner());
            if (job.open()) {
                job.run(spark, new ExecutorCores());
            }
        }
    }

    /** Returns everything that the runs have printed. */
    String output() {
        return out.toString(UTF_8);
    }
}
