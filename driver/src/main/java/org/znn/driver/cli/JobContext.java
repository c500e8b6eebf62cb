package org.znn.driver.cli;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.text.UserPath;
import org.znn.common.volume.storage.Storages;
import org.znn.common.volume.storage.lease.LeaseTiming;
import org.znn.common.volume.storage.lease.OutputLeases;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.report.JobFailedException;
import org.znn.driver.session.SparkSetup;
import org.znn.driver.spark.ClusterShape;
import org.znn.driver.spark.ClusterWatch;
import org.znn.driver.spark.ExecutorCores;
import org.znn.driver.spark.ExecutorState;
import org.znn.driver.stop.Stopping;

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

    /** Returns the same job with file systems on which files get their final names only while leases are held. */
    JobContext leasedBy(OutputLeases leases) {
        return new JobContext(conf, cluster, settings, storages.leasedBy(leases), diagnostics, console);
    }

    /** Work that acquires leases. */
    @FunctionalInterface
    interface LeasedWork {

        /** Does the work. */
        void run(OutputLeases leases) throws IOException;
    }

    /**
     * Runs work that acquires leases, and releases them however it ends.
     *
     * @param command  name of the command
     * @param config   path of the job file
     * @param stopping interrupts the work on a signal, but not the release
     */
    void runLeased(String command, String config, Stopping stopping, LeasedWork work) throws IOException {
        OutputLeases leases = new OutputLeases(storages, command + " " + UserPath.toAbsolute(config),
                LeaseTiming.STANDARD, console::printMessage);
        stopping.runGuarded(() -> {
            try {
                work.run(leases);
            } finally {
                stopping.cleanUp(leases::close);
            }
        });
    }

    /**
     * Starts Spark, runs the job and stops Spark.
     *
     * @param progress describes the finished work, such as {@code 3 of 10 blocks of sample1 are done}
     * @param stopping interrupts the job on a signal, but not the end of Spark
     * @throws JobFailedException if the cluster gave no executor for too long, or ended the job
     */
    void runOnSpark(SparkJob job, Supplier<String> progress, Stopping stopping) throws IOException {
        Stopping.throwIfStopping();
        JavaSparkContext spark = SparkSetup.start(conf);
        try {
            run(job, progress, spark);
        } finally {
            stopping.cleanUp(() -> stop(spark));
        }
    }

    private static void stop(JavaSparkContext spark) {
        if (Stopping.isStopping()) {
            ExecutorState.ofThisJvm().commits().close();
        }
        spark.close();
    }

    private void run(SparkJob job, Supplier<String> progress, JavaSparkContext spark) throws IOException {
        ExecutorCores cores = new ExecutorCores();
        try (ClusterWatch watch = ClusterWatch.start(spark.sc(), settings.patience().withoutExecutor(), progress,
                console::printMessage)) {
            spark.sc().addSparkListener(cores);
            try {
                job.run(spark, cores);
            } catch (Exception e) {
                // Scala has no checked exceptions: SparkException is thrown although no method declares it.
                watch.failure().ifPresent(failure -> {
                    throw new JobFailedException(failure, e);
                });
                throw e;
            }
        }
    }
}
