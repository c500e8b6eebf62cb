package org.znn.driver.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.znn.driver.spark.PartitionResults;

/** Computes the missing blocks of a sample, each in a Spark task of its own. */
final class SampleRun {

    /** Blocks of one Spark job; the scheduler keeps some kilobytes of each. */
    private static final int WAVE = 10_000;

    private SampleRun() {
    }

    /**
     * Runs the blocks and tells of each as it is committed.
     *
     * @throws org.apache.spark.SparkException where a block fails as often as Spark allows
     */
    static void run(JavaSparkContext spark, SampleTask task, LongStream missing, Consumer<BlockReport> committed) {
        Broadcast<SampleTask> shared = spark.broadcast(task);
        List<Long> wave = new ArrayList<>();
        missing.forEach(block -> {
            wave.add(block);
            if (wave.size() == WAVE) {
                compute(spark, shared, wave, committed);
                wave.clear();
            }
        });
        if (!wave.isEmpty()) {
            compute(spark, shared, wave, committed);
        }
        // Not where a block failed: the session ends then, and Spark prints a trace for what it removes meanwhile.
        shared.destroy();
    }

    private static void compute(JavaSparkContext spark, Broadcast<SampleTask> shared, List<Long> blocks,
            Consumer<BlockReport> committed) {
        JavaRDD<BlockReport> reports = spark.parallelize(List.copyOf(blocks), blocks.size())
                .map(block -> report(shared.value(), block));
        PartitionResults.forEach(reports, BlockReport.class, committed);
    }

    private static BlockReport report(SampleTask task, long block) throws InterruptedException {
        try {
            return new BlockWork(task, block).run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | OutOfMemoryError e) {
            throw new BlockFailure(block, task.blocks().box(block),
                    SparkEnv.get().executorId(), e);
        }
    }
}
