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
import org.znn.common.network.AlgorithmSelection;
import org.znn.driver.spark.ExecutorCores;
import org.znn.driver.spark.ExecutorState;
import org.znn.driver.spark.PartitionResults;

/** Computes the patches of a step or a test as one Spark job, one task per patch. */
final class PatchTasks {

    private final JavaSparkContext spark;
    private final Broadcast<TrainBroadcast> broadcast;
    private Broadcast<byte[]> weights;
    private Broadcast<byte[]> previousWeights;
    private long weightsVersion;

    /**
     * Broadcasts the configuration of a run.
     *
     * @param threads        maximum threads per patch; 0 for all cores of the executor
     * @param executorCores  cores by executor id, as far as known
     * @param algorithms     convolution algorithm of each layer
     * @param trainerFactory factory of the trainer of an executor
     */
    PatchTasks(JavaSparkContext spark, int threads, Map<String, Integer> executorCores, AlgorithmSelection algorithms,
            PatchTrainerFactory trainerFactory) {
        this.spark = spark;
        broadcast = spark.broadcast(new TrainBroadcast(UUID.randomUUID().toString(), threads, executorCores, algorithms,
                trainerFactory));
    }

    /**
     * Broadcasts the weights for the following tasks. The preceding broadcast is destroyed one call later, because
     * Spark would log a stack trace if the session ended while the removal of a broadcast is pending.
     */
    void setWeights(byte[] packed) {
        if (previousWeights != null) {
            previousWeights.destroy();
        }
        previousWeights = weights;
        weights = spark.broadcast(packed);
        weightsVersion++;
    }

    /**
     * Computes patches and passes each result to a consumer, in order of completion.
     *
     * @param test          whether the patches test the network instead of training it
     * @param returnVolumes whether the result of the first patch includes its volumes
     * @param patches       number of patches
     * @throws org.apache.spark.SparkException if a patch failed in as many attempts as Spark allows
     */
    void compute(long step, boolean test, boolean returnVolumes, int patches, Consumer<PatchResult> consumer) {
        PatchRequest request = new PatchRequest(step, test, weightsVersion, returnVolumes);
        // Local copies, because the closure must not capture this object.
        Broadcast<TrainBroadcast> configuration = broadcast;
        Broadcast<byte[]> packedWeights = weights;
        List<Integer> patchNumbers = IntStream.range(0, patches).boxed().toList();
        JavaRDD<PatchResult> results = spark.parallelize(patchNumbers, patches)
                .map(patch -> computePatch(configuration.value(), request, patch, packedWeights.value()));
        PartitionResults.forEach(results, PatchResult.class, consumer);
    }

    private static PatchResult computePatch(TrainBroadcast broadcast, PatchRequest request, int patch, byte[] weights)
            throws InterruptedException {
        String executor = SparkEnv.get().executorId();
        try {
            return ExecutorState.ofThisJvm().withPermit(
                    () -> trainer(broadcast).compute(request, patch, weights, executor));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | OutOfMemoryError e) {
            throw new PatchFailedException(request.describe(patch), executor, TrainingInputs.explain(e));
        }
    }

    private static PatchTrainer trainer(TrainBroadcast broadcast) {
        int threads = ExecutorCores.taskThreads(broadcast.executorCores(), broadcast.threads());
        String key = broadcast.runId() + " " + threads;
        return ExecutorState.ofThisJvm().getOrCreate(PatchTrainer.class, key, threads, team -> {
            try {
                return broadcast.trainerFactory().create(team, broadcast.algorithms());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
