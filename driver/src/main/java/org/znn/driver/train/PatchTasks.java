package org.znn.driver.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.znn.common.network.ConvolutionChoice;
import org.znn.driver.spark.ExecutorCores;
import org.znn.driver.spark.ExecutorState;
import org.znn.driver.spark.PartitionResults;

/** Computes the patches of a step or a test, each in a Spark task of its own, one Spark job for all. */
final class PatchTasks {

    private final JavaSparkContext spark;
    private final Broadcast<TrainSetup> setup;
    private Broadcast<byte[]> weights;
    private Broadcast<byte[]> earlier;
    private long version;

    /**
     * For one run.
     *
     * @param threads most threads of a patch; 0 for all an executor has
     * @param cores   cores by executor, as far as known
     * @param choice  how convolutions are computed
     */
    PatchTasks(JavaSparkContext spark, int threads, Map<String, Integer> cores, ConvolutionChoice choice,
            ComputerFactory factory) {
        this.spark = spark;
        setup = spark.broadcast(new TrainSetup(UUID.randomUUID().toString(), threads, cores, choice, factory));
    }

    /**
     * The weights for the tasks that follow. Those before the last are forgotten by the executors: not the last ones,
     * since a session that ends now would print a trace for what is being removed.
     */
    void use(byte[] packed) {
        if (earlier != null) {
            earlier.destroy();
        }
        earlier = weights;
        weights = spark.broadcast(packed);
        version++;
    }

    /**
     * Computes patches and hands over what they tell, in whatever order they are done.
     *
     * @param test whether the network is tested, or learns
     * @param keep whether the first patch itself comes back
     * @throws org.apache.spark.SparkException where a patch fails as often as Spark allows
     */
    void run(long step, boolean test, boolean keep, int patches, Consumer<PatchReport> done) {
        PatchOrder order = new PatchOrder(step, test, version, keep);
        Broadcast<TrainSetup> of = setup;
        Broadcast<byte[]> with = weights;
        List<Integer> numbers = IntStream.range(0, patches).boxed().toList();
        JavaRDD<PatchReport> reports = spark.parallelize(numbers, patches)
                .map(patch -> compute(of.value(), order, patch, with.value()));
        PartitionResults.forEach(reports, PatchReport.class, done);
    }

    private static PatchReport compute(TrainSetup setup, PatchOrder order, int patch, byte[] weights)
            throws InterruptedException {
        String executor = SparkEnv.get().executorId();
        try {
            return ExecutorState.ofThisJvm().inTurn(
                    () -> computer(setup).compute(order, patch, weights, executor));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | OutOfMemoryError e) {
            throw new PatchFailure(order.describe(patch), executor, e);
        }
    }

    private static PatchComputer computer(TrainSetup setup) {
        int threads = ExecutorCores.threads(setup.cores(), setup.threads());
        return ExecutorState.ofThisJvm().kept(PatchComputer.class, setup.run() + " " + threads, threads, team -> {
            try {
                return setup.factory().make(team, setup.choice());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
