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

/** Computes the missing blocks of a sample, one Spark task per block. */
final class BlockTasks {

    /** Maximum blocks per Spark job, because the scheduler keeps some kilobytes for each task. */
    private static final int BLOCKS_PER_JOB = 10_000;

    private BlockTasks() {
    }

    /**
     * Computes blocks and passes the report of each to a consumer once the block is committed.
     *
     * @param missing   numbers of the blocks
     * @param committed consumer of the reports, called on Spark's scheduler thread
     * @throws org.apache.spark.SparkException if a block failed in as many attempts as Spark allows
     */
    static void compute(JavaSparkContext spark, SampleBroadcast sample, LongStream missing,
            Consumer<BlockReport> committed) {
        Broadcast<SampleBroadcast> shared = spark.broadcast(sample);
        List<Long> wave = new ArrayList<>();
        missing.forEach(block -> {
            wave.add(block);
            if (wave.size() == BLOCKS_PER_JOB) {
                computeWave(spark, shared, wave, committed);
                wave.clear();
            }
        });
        if (!wave.isEmpty()) {
            computeWave(spark, shared, wave, committed);
        }
        // Not in a finally block: after a failure the session ends, and Spark would log a stack trace for the removal.
        shared.destroy();
    }

    private static void computeWave(JavaSparkContext spark, Broadcast<SampleBroadcast> shared, List<Long> blocks,
            Consumer<BlockReport> committed) {
        JavaRDD<BlockReport> reports = spark.parallelize(List.copyOf(blocks), blocks.size())
                .map(block -> computeBlock(shared.value(), block));
        PartitionResults.forEach(reports, BlockReport.class, committed);
    }

    private static BlockReport computeBlock(SampleBroadcast sample, long block) throws InterruptedException {
        try {
            return new BlockTask(sample, block).execute();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | OutOfMemoryError e) {
            throw new BlockFailedException(block, sample.blocks().box(block), SparkEnv.get().executorId(),
                    ChangedImage.explain(e, sample.images(), sample.parts()));
        }
    }
}
