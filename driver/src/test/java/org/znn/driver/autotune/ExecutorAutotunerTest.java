package org.znn.driver.autotune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.volume.Precision;
import org.znn.driver.session.SparkSetup;
import org.znn.worker.autotune.AlgorithmTime;
import org.znn.worker.autotune.TuningTask;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;

/** Real measurements in a task of local Spark. */
class ExecutorAutotunerTest {

    private static final List<AlgorithmKind> KINDS = List.of(AlgorithmKind.DIRECT, AlgorithmKind.FFT);
    private static final ConvolutionCall CALL = new ConvolutionCall(ConvolutionPass.FORWARD,
            new ConvolutionShape(8, 8, new Vec3(1, 5, 5), Vec3.ONE), new Vec3(1, 20, 40));

    @Test
    void measuresEveryAlgorithmAtTheRealSize() {
        List<AlgorithmTime> times = measure(1e13).orElseThrow();
        assertEquals(EnumSet.copyOf(KINDS), times.stream().map(AlgorithmTime::algorithm).collect(Collectors.toSet()));
        assertTrue(times.stream().allMatch(t -> t.call().equals(CALL) && t.seconds() > 0 && t.repetitions() > 0),
                times::toString);
    }

    @Test
    void doesNotMeasureForAShortJob() {
        assertEquals(Optional.empty(), measure(1e11));
    }

    private static Optional<List<AlgorithmTime>> measure(double jobOperations) {
        SparkConf conf = SparkSetup.configure(new SparkConf(false).set("spark.master", "local[2]"));
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            return new ExecutorAutotuner().measure(spark, new AutotuneTask(Precision.FLOAT32, false, 2, Map.of(),
                    List.of(new TuningTask(CALL, KINDS)), 1 << 28, AutotuneTask.budgetSeconds(jobOperations, 2)));
        }
    }
}
