package org.znn.driver.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.common.config.JobFile;
import org.znn.common.config.JobKey;
import org.znn.common.config.TrainingConfig;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.problem.Problems;
import org.znn.common.volume.Precision;
import org.znn.driver.choice.ExecutorMeasuring;
import org.znn.driver.choice.PlannedChoice;
import org.znn.driver.console.Console;
import org.znn.driver.session.SparkSetup;
import org.znn.driver.spark.ExecutorCores;
import org.znn.worker.choice.ConvolutionChooser;
import org.znn.worker.choice.Outline;

/** Jobs of {@link FakeFactory} in a folder, run by the real job on a local Spark. */
final class FakeRun {

    private final Path folder;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    FakeRun(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("net.znn"), FakeFactory.NETWORK);
        set("fnet_spec", folder.resolve("net.znn").toString()).set("out_type", "boundary")
                .set("cost_fn", "square_loss").set("train_range", "1").set("test_range", "1")
                .set("train_net_prefix", prefix()).set("train_outsz", FakeFactory.SIZE.toString()).set("batch", "3")
                .set("eta", "0.05").set("momentum", "0.8").set("weight_decay", "0.001").set("anneal_factor", "0.9")
                .set("num_iter_per_annealing", "2").set("num_iter_per_show", "4").set("num_iter_per_test", "5")
                .set("test_num", "2").set("num_iter_per_save", "6").set("max_iter", "12").set("is_stdio", "yes");
    }

    FakeRun set(String key, String value) {
        keys.put(key, value);
        return this;
    }

    String prefix() {
        return folder.resolve("net").toString();
    }

    Path file(String ending) {
        return Path.of(prefix() + ending);
    }

    /** What the job says. */
    TrainingConfig config() throws IOException {
        StringBuilder cfg = new StringBuilder("[parameters]\n");
        keys.forEach((key, value) -> cfg.append(key).append(" = ").append(value).append('\n'));
        Path path = Files.writeString(folder.resolve("job.cfg"), cfg);
        Problems problems = new Problems();
        TrainingConfig config = JobFile.read(path.toString(), Map.of(), problems).orElseThrow().training(problems)
                .orElse(null);
        problems.throwIfAny();
        return config;
    }

    NetworkSpec network() {
        return NetworkParser.parse(keys.get(JobKey.FNET_SPEC.key()));
    }

    /** From where a run of the job would set out. */
    Optional<Start> start(Optional<String> seed, Problems problems) throws IOException {
        return new StartReader(network(), config(), keys.containsKey("seed"), problems).read(seed);
    }

    /** Runs the job from where it is; what it tells is {@link #told}. */
    void run(int cores, FakeFactory factory) throws IOException {
        Problems problems = new Problems();
        Optional<Start> start = start(Optional.empty(), problems);
        problems.throwIfAny();
        SparkConf conf = new SparkConf(false).set("spark.master", "local[" + cores + "]")
                .set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.kryo.classesToRegister", FakeFactory.class.getName());
        PrintStream stream = new PrintStream(out, true, UTF_8);
        try (JavaSparkContext spark = SparkSetup.start(SparkSetup.configure(conf))) {
            new TrainJob(new TrainPlan(network(), config(), start.get(), factory,
                    PlannedChoice.of(new ConvolutionChooser(config().mode(), Precision.FLOAT32, cores),
                            Outline.ofStep(network(), FakeFactory.SIZE, Precision.FLOAT32, cores), Long.MAX_VALUE),
                    0, 0),
                    new Console(stream, stream, 0, System::nanoTime), new ExecutorMeasuring())
                            .run(spark, new ExecutorCores());
        }
    }

    /** All that was printed. */
    String told() {
        return out.toString(UTF_8);
    }
}
