package org.znn.driver.choice;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.worker.choice.MethodTime;

/** Where it is measured how fast methods are. */
public interface Measuring {

    /** The times of all questions, each method of each; empty where the job is too short for that. */
    Optional<List<MethodTime>> measure(JavaSparkContext spark, MeasureTask task);
}
