package org.znn.driver.cli;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.znn.driver.forward.SampleJournals;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.ForwardPlanner;
import picocli.CommandLine.Option;

/** Options of {@code forward}, named as in ZNN's forward.py. */
final class ForwardOptions {

    @Option(names = {"-c", "--config"}, paramLabel = "JOB.cfg", required = true, description = "The job file.")
    private String config;

    @Option(names = {"-n", "--net"}, paramLabel = "NET.h5",
            description = "The trained network; overrides the job's forward_net.")
    private String net;

    @Option(names = {"-r", "--range"}, paramLabel = "RANGE",
            description = "The samples, such as 1-3,5; overrides the job's forward_range.")
    private String range;

    /** The path of the job file. */
    String config() {
        return config;
    }

    /** Plans the job and prints warnings; throws an exception with all errors if the job cannot be run. */
    ForwardPlan plan(JobContext job) throws IOException {
        Map<String, String> overrides = new TreeMap<>();
        if (net != null) {
            overrides.put("forward_net", net);
        }
        if (range != null) {
            overrides.put("forward_range", range);
        }
        ForwardPlan plan = new ForwardPlanner(job.settings(), job.cluster(), job.storages(), job.diagnostics())
                .plan(config, overrides).orElse(null);
        if (plan != null) {
            plan = SampleJournals.resume(plan, job.settings(), job.cluster(), job.storages(), job.diagnostics());
        }
        job.checkDiagnostics();
        return plan;
    }
}
