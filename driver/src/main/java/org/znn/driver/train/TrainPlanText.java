package org.znn.driver.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.NetworkGeometry;
import org.znn.driver.choice.ChoiceLines;
import org.znn.driver.report.Durations;
import org.znn.driver.report.Quantities;
import org.znn.driver.spark.ClusterShape;

/** A training plan in words. */
public final class TrainPlanText {

    /** Share of the peak that whole networks reach where all is computed directly. */
    private static final double DIRECT_SHARE = 0.5;
    /** The same for other methods, whose transforms wait for memory. */
    private static final double USUAL_SHARE = 0.2;
    private static final int GUESSED_CORES = 4;

    private TrainPlanText() {
    }

    /** What is told before a run. */
    public static List<String> brief(TrainPlan plan) {
        List<String> lines = new ArrayList<>();
        plan.start().told().forEach(line -> lines.add("the run " + line));
        Vec3 size = plan.config().outputSize();
        lines.add("patches of " + size + " output voxels (input " + inputs(plan, size) + "), "
                + plan.config().descent().batch() + " a step; an executor holds "
                + Quantities.bytes(plan.networkBytes()) + " for the network and " + Quantities.bytes(plan.dataBytes())
                + " of samples");
        return lines;
    }

    /**
     * All there is to know.
     *
     * @param peak operations a second of one core of this machine
     */
    public static List<String> full(TrainPlan plan, ClusterShape cluster, double peak) {
        TrainingConfig config = plan.config();
        List<String> lines = new ArrayList<>();
        lines.add("network     " + plan.network().source() + ", field of view "
                + NetworkGeometry.of(plan.network()).fieldOfView() + ", " + new WeightLayout(plan.network()).length()
                + " weights, " + config.job().precision().toString().toLowerCase(Locale.ROOT) + ", "
                + config.job().costFunction().toString().toLowerCase(Locale.ROOT));
        plan.start().told().forEach(line -> lines.add("start       " + line));
        lines.add("executors   " + cluster.executors() + " of " + (cluster.cores() == 0 ? "unknown" : cluster.cores())
                + " cores and " + Quantities.bytes(cluster.memory()));
        lines.add("samples     train " + text(config.trainSamples().numbers()) + ", test "
                + text(config.testSamples().numbers()) + ", " + Quantities.bytes(plan.dataBytes()) + " an executor");
        lines.add("patch       " + config.outputSize() + " output voxels, input " + inputs(plan, config.outputSize())
                + ", " + Quantities.bytes(plan.networkBytes()) + " an executor, " + "as long as "
                + Quantities.count(plan.operations()) + "FLOP of direct convolutions forward and backward");
        ChoiceLines.of(plan.choice().decision()).forEach(line -> lines.add("            " + line));
        long left = Math.max(0, config.descent().lastStep() - plan.start().step());
        int batch = config.descent().batch();
        lines.add("steps       " + left + ", until step " + config.descent().lastStep() + ", of " + batch + " patch"
                + (batch == 1 ? "" : "es") + " each; reports every " + config.schedule().show() + ", tests of "
                + config.schedule().patches() + " patches every " + config.schedule().test() + ", saves every "
                + config.schedule().save());
        int cores = cluster.cores() == 0 ? GUESSED_CORES : cluster.cores();
        long rounds = (batch + cluster.executors() - 1) / cluster.executors();
        double share = plan.choice().choice().equals(ConvolutionChoice.DIRECT) ? DIRECT_SHARE : USUAL_SHARE;
        double seconds = rounds * plan.operations() / (peak * share * cores);
        lines.add("time        about " + String.format(Locale.ROOT, "%.3g s a step, ", seconds)
                + Durations.of(left * seconds) + " in all, on " + cores + " cores an executor like this machine's, at "
                + Math.round(100 * share) + " % of the " + Quantities.count(peak)
                + "FLOP/s each was just measured to reach");
        lines.add("files       " + config.netPrefix() + "_*");
        return lines;
    }

    private static String inputs(TrainPlan plan, Vec3 size) {
        return NetworkGeometry.of(plan.network()).inputSizes(size).entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "));
    }

    private static String text(List<Integer> numbers) {
        return numbers.stream().limit(20).map(String::valueOf).collect(Collectors.joining(","))
                + (numbers.size() > 20 ? ",…" : "");
    }
}
