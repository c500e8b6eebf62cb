package org.znn.driver.choice;

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
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.volume.Precision;
import org.znn.driver.session.SparkSetup;
import org.znn.worker.choice.MethodTime;
import org.znn.worker.choice.Question;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;

/** Real measurements in a task of a local Spark. */
class ExecutorMeasuringTest {

    private static final List<ConvolutionMethod> METHODS = List.of(ConvolutionMethod.DIRECT, ConvolutionMethod.FFT);
    private static final ConvolutionCall CALL = new ConvolutionCall(ConvolutionPass.FORWARD,
            new ConvolutionShape(8, 8, new Vec3(1, 5, 5), Vec3.ONE), new Vec3(1, 20, 40));

    @Test
    void measuresEveryMethodAtItsRealSize() {
        List<MethodTime> times = measure(1e13).orElseThrow();
        assertEquals(EnumSet.copyOf(METHODS), times.stream().map(MethodTime::method).collect(Collectors.toSet()));
        assertTrue(times.stream().allMatch(t -> t.call().equals(CALL) && t.seconds() > 0 && t.runs() > 0),
                times::toString);
    }

    @Test
    void aShortJobIsLeftToTheModel() {
        assertEquals(Optional.empty(), measure(1e11));
    }

    /** Before a job of that many operations. */
    private static Optional<List<MethodTime>> measure(double operations) {
        SparkConf conf = SparkSetup.configure(new SparkConf(false).set("spark.master", "local[2]"));
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            return new ExecutorMeasuring().measure(spark, new MeasureTask(Precision.FLOAT32, false, 2, Map.of(),
                    List.of(new Question(CALL, METHODS)), 1 << 28, MeasureTask.seconds(operations, 2)));
        }
    }
}
