package org.znn.driver.cli;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.session.SparkSetup;
import org.znn.driver.spark.ClusterShape;
import org.znn.driver.spark.ExecutorCores;

/**
 * What planning and running a job depends on besides the job file.
 *
 * @param conf        Spark's configuration: the user's settings completed by ZNN's defaults
 * @param cluster     executors according to the configuration
 * @param settings    cluster settings, from {@code conf/znn.conf} and {@code --conf spark.znn.*}
 * @param storages    file systems that paths of the job may name
 * @param diagnostics errors and warnings found so far
 * @param console     destination of warnings
 */
record JobContext(SparkConf conf, ClusterShape cluster, ClusterSettings settings, Storages storages,
        Diagnostics diagnostics, Console console) {

    /** A job that runs on Spark. */
    @FunctionalInterface
    interface SparkJob {

        /**
         * Runs the job to its end.
         *
         * @param cores number of cores of each executor that has registered
         */
        void run(JavaSparkContext spark, ExecutorCores cores) throws IOException;
    }

    /** Reads Spark's configuration and the cluster settings; invalid cluster settings become errors. */
    static JobContext load(Console console) {
        SparkConf conf = SparkSetup.configure(new SparkConf());
        Map<String, String> spark = SparkSetup.asMap(conf);
        Diagnostics diagnostics = new Diagnostics();
        ClusterSettings settings = ClusterSettings.load(System.getenv(), spark, diagnostics);
        return new JobContext(conf, ClusterShape.of(conf), settings, SparkSetup.storages(spark), diagnostics, console);
    }

    /** Prints all warnings found so far, then throws an exception with all errors if there are any. */
    void checkDiagnostics() {
        diagnostics.warnings().forEach(warning -> console.printMessage("warning: " + warning));
        diagnostics.throwIfErrors();
    }

    /** Starts Spark, runs the job and stops Spark. */
    void runOnSpark(SparkJob job) throws IOException {
        ExecutorCores cores = new ExecutorCores();
        try (JavaSparkContext spark = SparkSetup.start(conf)) {
            spark.sc().addSparkListener(cores);
            job.run(spark, cores);
        }
    }
}
