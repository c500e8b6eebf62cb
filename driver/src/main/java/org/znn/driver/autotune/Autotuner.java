package org.znn.driver.autotune;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.worker.autotune.AlgorithmTime;

/** Measures the algorithms of convolutions. */
public interface Autotuner {

    /** Measures every algorithm of every tuning task; returns empty if the job is too short for measurements. */
    Optional<List<AlgorithmTime>> measure(JavaSparkContext spark, AutotuneTask task);
}
