package org.znn.driver.cli;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.problem.Problem;
import org.znn.common.problem.Problems;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.forward.SampleLedgers;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.ForwardPlanner;
import org.znn.driver.spark.ClusterShape;
import picocli.CommandLine.Option;

/** The options of forward.py, and the way from them to a plan. */
final class ForwardOptions {

    @Option(names = {"-c", "--config"}, paramLabel = "JOB.cfg", required = true, description = "The job.")
    private String config;

    @Option(names = {"-n", "--net"}, paramLabel = "NET.h5",
            description = "The trained network, instead of the job's forward_net.")
    private String net;

    @Option(names = {"-r", "--range"}, paramLabel = "RANGE",
            description = "The samples, like 1-3,5, instead of the job's forward_range.")
    private String range;

    /** The path of the job. */
    String config() {
        return config;
    }

    /** The plan, and warnings told; throws UserMistake with all that is wrong. */
    ForwardPlan plan(ClusterSettings settings, ClusterShape cluster, Storages storages, Problems problems,
            Console console) throws IOException {
        Map<String, String> given = new TreeMap<>();
        if (net != null) {
            given.put("forward_net", net);
        }
        if (range != null) {
            given.put("forward_range", range);
        }
        ForwardPlan plan = new ForwardPlanner(settings, cluster, storages, problems).plan(config, given).orElse(null);
        if (plan != null) {
            plan = SampleLedgers.resume(plan, settings, cluster, storages, problems);
        }
        for (Problem warning : problems.warnings()) {
            console.tell("warning: " + warning);
        }
        problems.throwIfAny();
        return plan;
    }
}
