package org.znn.driver.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.problem.Problem;
import org.znn.common.problem.Problems;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.spark.ClusterShape;
import org.znn.driver.train.TrainPlan;
import org.znn.driver.train.TrainPlanner;
import picocli.CommandLine.Option;

/** The options of train.py, and the way from them to a plan. */
final class TrainOptions {

    @Option(names = {"-c", "--config"}, paramLabel = "JOB.cfg", required = true, description = "The job.")
    private String config;

    @Option(names = {"-s", "--seed"}, paramLabel = "NET.h5",
            description = "Start from this network: one of the job's own files, or another network's, whose layers "
                    + "are taken over by name. Else the run goes on from PREFIX_current.h5 where it is there.")
    private String seed;

    @Option(names = {"-k", "--is_check"}, paramLabel = "yes|no",
            description = "Stop after one step and compare its patch with gtruth/net_1_*.h5.")
    private String check;

    @Option(names = {"-d", "--dtype"}, paramLabel = "TYPE", description = "float32 or float64, instead of the job's.")
    private String type;

    /** The plan, and warnings told; throws UserMistake with all that is wrong. */
    TrainPlan plan(ClusterSettings settings, ClusterShape cluster, Storages storages, Problems problems,
            Console console) {
        Map<String, String> given = new TreeMap<>();
        if (check != null) {
            given.put("is_check", check);
        }
        if (type != null) {
            given.put("dtype", precision(type.toLowerCase(Locale.ROOT)));
        }
        return plan(config, given, Optional.ofNullable(seed), settings, cluster, storages, problems, console);
    }

    /** As above, of a job and values that stand over its own. */
    static TrainPlan plan(String config, Map<String, String> given, Optional<String> seed, ClusterSettings settings,
            ClusterShape cluster, Storages storages, Problems problems, Console console) {
        TrainPlan plan = new TrainPlanner(settings, cluster, storages, problems).plan(config, given, seed)
                .orElse(null);
        for (Problem warning : problems.warnings()) {
            console.tell("warning: " + warning);
        }
        problems.throwIfAny();
        return plan;
    }

    /** By ZNN's rule, what the text contains decides. */
    private static String precision(String text) {
        return text.contains("single") || text.contains("float32") ? "float32"
                : text.contains("double") || text.contains("float64") ? "float64" : text;
    }
}
