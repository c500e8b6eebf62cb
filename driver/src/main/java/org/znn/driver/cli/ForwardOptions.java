package org.znn.driver.cli;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.znn.driver.forward.ForwardLedger;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.ForwardPlanner;
import org.znn.driver.plan.OutputClaim;
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

    @Option(names = "--overwrite",
            description = "Replace outputs that are not of this job, and compute complete samples again.")
    private boolean overwrite;

    /** The path of the job file. */
    String config() {
        return config;
    }

    /** Whether the user allows files that are not of the job to be replaced. */
    boolean overwrite() {
        return overwrite;
    }

    /**
     * Plans the job, reads what earlier runs have left and prints warnings; throws an exception with all errors if the
     * job cannot be run. Changes nothing but by the claim.
     *
     * @param claim claims the outputs before earlier results are read
     */
    ForwardLedger plan(JobContext job, OutputClaim claim) throws IOException {
        Map<String, String> overrides = new TreeMap<>();
        if (net != null) {
            overrides.put("forward_net", net);
        }
        if (range != null) {
            overrides.put("forward_range", range);
        }
        ForwardPlan plan = new ForwardPlanner(job.settings(), job.cluster(), job.storages(), job.diagnostics())
                .plan(config, overrides).orElse(null);
        ForwardLedger ledger = plan == null || !claim.claim(plan.outputPaths()) ? null : ForwardLedger.read(plan,
                overwrite, job.settings(), job.cluster(), job.storages(), job.diagnostics());
        job.checkDiagnostics();
        return ledger;
    }
}
