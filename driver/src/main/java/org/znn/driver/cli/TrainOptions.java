package org.znn.driver.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.znn.driver.plan.OutputClaim;
import org.znn.driver.train.StartFiles;
import org.znn.driver.train.TrainPlan;
import org.znn.driver.train.TrainPlanner;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of {@code train}, named as in ZNN's train.py. */
final class TrainOptions {

    @Option(names = {"-c", "--config"}, paramLabel = "JOB.cfg", required = true, description = "The job file.")
    private String config;

    @Mixin
    private StartOptions start;

    @Option(names = {"-k", "--is_check"}, paramLabel = "yes|no",
            description = "Stop after one step and compare its patch with gtruth/net_1_*.h5.")
    private String check;

    @Option(names = {"-d", "--dtype"}, paramLabel = "TYPE",
            description = "float32 or float64; overrides the job's dtype.")
    private String type;

    @Option(names = "--overwrite",
            description = "Replace checkpoints of another run with the prefix, which has no PREFIX_current.h5.")
    private boolean overwrite;

    /** The path of the job file. */
    String config() {
        return config;
    }

    /**
     * Plans the job and prints warnings; throws an exception with all errors if the job cannot be run.
     *
     * @param claim claims the prefix of the files before those of earlier runs are read
     */
    TrainPlan plan(JobContext job, OutputClaim claim) {
        Map<String, String> overrides = new TreeMap<>();
        if (check != null) {
            overrides.put("is_check", check);
        }
        if (type != null) {
            overrides.put("dtype", precision(type.toLowerCase(Locale.ROOT)));
        }
        return plan(config, overrides, start.files(job.diagnostics()), overwrite, job, claim);
    }

    /**
     * Plans a job with explicit options.
     *
     * @param config    path of the job file
     * @param overrides values that replace those of the job file, by key
     * @param start     networks to start from
     * @param overwrite whether files of another run with the same prefix may be replaced
     * @param claim     claims the prefix of the files before those of earlier runs are read
     */
    static TrainPlan plan(String config, Map<String, String> overrides, StartFiles start, boolean overwrite,
            JobContext job, OutputClaim claim) {
        TrainPlan plan = new TrainPlanner(job.settings(), job.cluster(), job.storages(), claim, job.diagnostics())
                .plan(config, overrides, start, overwrite).orElse(null);
        job.checkDiagnostics();
        return plan;
    }

    /** Maps spellings that ZNN accepts, such as {@code single}, to a type: ZNN looks for a substring. */
    private static String precision(String text) {
        return text.contains("single") || text.contains("float32") ? "float32"
                : text.contains("double") || text.contains("float64") ? "float64" : text;
    }
}
