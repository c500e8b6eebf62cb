package org.znn.driver.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkGeometry;
import org.znn.driver.autotune.SelectionTable;
import org.znn.driver.report.Durations;
import org.znn.driver.report.Quantities;
import org.znn.driver.spark.ClusterShape;

/** Formats a training plan for the user. */
public final class TrainPlanReport {

    /** Fraction of the peak that whole networks reach with direct convolutions. */
    private static final double DIRECT_EFFICIENCY = 0.5;
    /** Fraction of the peak that whole networks reach with FFT and Winograd, whose transforms are memory-bound. */
    private static final double TRANSFORM_EFFICIENCY = 0.2;
    private static final int MAX_LISTED_SAMPLES = 20;

    private TrainPlanReport() {
    }

    /** Returns the lines printed at the start of a run. */
    public static List<String> summary(TrainPlan plan) {
        List<String> lines = new ArrayList<>(plan.initialState().messages());
        Vec3 size = plan.config().outputSize();
        lines.add("patches of " + size + " output voxels (" + inputs(plan, size) + "), "
                + plan.config().sgd().batchSize() + " per step; memory per executor: "
                + Quantities.formatBytes(plan.networkBytes()) + " for the network, "
                + Quantities.formatBytes(plan.dataBytes()) + " for the samples");
        lines.addAll(LabelPositions.lines(plan.samples(), true));
        return lines;
    }

    /**
     * Returns the lines of the command {@code plan}.
     *
     * @param peak measured peak of one core of this machine, in floating-point operations per second
     */
    public static List<String> details(TrainPlan plan, ClusterShape cluster, double peak) {
        TrainingConfig config = plan.config();
        List<String> lines = new ArrayList<>();
        lines.add("network     " + plan.network().source() + ", field of view "
                + NetworkGeometry.of(plan.network()).fieldOfView() + ", " + new WeightLayout(plan.network()).length()
                + " weights, " + config.job().precision().toString().toLowerCase(Locale.ROOT) + ", "
                + config.job().costFunction().toString().toLowerCase(Locale.ROOT));
        plan.initialState().messages().forEach(line -> lines.add("start       " + line));
        lines.add("executors   " + cluster.describe());
        lines.add("samples     train on " + list(config.trainSamples().numbers()) + ", test on "
                + list(config.testSamples().numbers()) + ", " + Quantities.formatBytes(plan.dataBytes())
                + " per executor");
        LabelPositions.lines(plan.samples(), false).forEach(line -> lines.add("            " + line));
        lines.add("patch       " + config.outputSize() + " output voxels, " + inputs(plan, config.outputSize())
                + ", " + Quantities.formatBytes(plan.networkBytes()) + " per executor, forward and backward pass"
                + " equivalent to " + Quantities.formatCount(plan.operations()) + "FLOP of direct convolution");
        SelectionTable.lines(plan.algorithms().report()).forEach(line -> lines.add("            " + line));
        long left = Math.max(0, config.sgd().lastStep() - plan.initialState().step());
        int batch = config.sgd().batchSize();
        lines.add("steps       " + left + ", up to step " + config.sgd().lastStep() + ", of " + batch + " patch"
                + (batch == 1 ? "" : "es") + " each; report every " + config.schedule().reportInterval()
                + " steps, test on " + config.schedule().testPatches() + " patches every "
                + config.schedule().testInterval() + ", save every " + config.schedule().saveInterval());
        int cores = cluster.expectedCores();
        long rounds = IntMath.ceilDiv(batch, cluster.executors());
        double efficiency = plan.algorithms().selection().equals(AlgorithmSelection.DIRECT) ? DIRECT_EFFICIENCY
                : TRANSFORM_EFFICIENCY;
        double seconds = rounds * plan.operations() / (peak * efficiency * cores);
        lines.add("time        about " + Durations.format(seconds) + " per step, " + Durations.format(left * seconds)
                + " in total, assuming " + cores + (cores == 1 ? " core" : " cores") + " per executor"
                + " like this machine's and " + Math.round(100 * efficiency) + " % of the measured peak of "
                + Quantities.formatCount(peak) + "FLOP/s per core");
        lines.add("files       " + config.netPrefix() + "_*");
        return lines;
    }

    private static String inputs(TrainPlan plan, Vec3 size) {
        return NetworkGeometry.of(plan.network()).inputSizes(size).entrySet().stream()
                .map(e -> e.getValue() + " voxels of input '" + e.getKey() + "'").collect(Collectors.joining(", "));
    }

    private static String list(List<Integer> numbers) {
        return numbers.stream().limit(MAX_LISTED_SAMPLES).map(String::valueOf).collect(Collectors.joining(","))
                + (numbers.size() > MAX_LISTED_SAMPLES ? ",…" : "");
    }
}
