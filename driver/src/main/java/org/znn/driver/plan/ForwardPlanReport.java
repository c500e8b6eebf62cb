package org.znn.driver.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.sample.Padding;
import org.znn.driver.autotune.SelectionTable;
import org.znn.driver.report.Durations;
import org.znn.driver.report.Quantities;
import org.znn.driver.spark.ClusterShape;

/** Formats the plan of a forward job for the user. */
public final class ForwardPlanReport {

    /** Fraction of the peak that whole networks reach with direct convolutions. */
    private static final double DIRECT_EFFICIENCY = 0.6;
    /** Fraction of the peak that whole networks reach with FFT and Winograd, whose transforms are memory-bound. */
    private static final double TRANSFORM_EFFICIENCY = 0.35;
    /** Seconds to start Spark and to compile the kernels. */
    private static final int START_SECONDS = 5;

    private ForwardPlanReport() {
    }

    /** Returns one line per sample, printed at the start of a run. */
    public static List<String> summary(ForwardPlan plan) {
        return plan.samples().stream().map(s -> "sample" + s.number() + ": output of " + s.extent() + " voxels in "
                + s.blocks().cells() + " blocks of " + s.blocks().cell() + ", passes of " + s.pass()
                + "; memory per executor: " + Quantities.formatBytes(s.networkBytes())).toList();
    }

    /**
     * Returns the lines of the command {@code plan}.
     *
     * @param peak measured peak of one core of this machine, in floating-point operations per second
     */
    public static List<String> details(ForwardPlan plan, ClusterShape cluster, double peak) {
        List<String> lines = new ArrayList<>();
        lines.add("network     " + plan.network().source() + ", weights " + plan.weightsPath() + ", field of view "
                + NetworkGeometry.of(plan.network()).fieldOfView() + ", "
                + plan.precision().toString().toLowerCase(Locale.ROOT) + (plan.softmax() ? ", softmax" : ""));
        lines.add("executors   " + cluster.describe());
        plan.samples().forEach(sample -> addSample(plan, sample, lines));
        double operations = plan.samples().stream().mapToDouble(SamplePlan::totalOperations).sum();
        int cores = cluster.executors() * cluster.expectedCores();
        double efficiency = efficiency(plan);
        lines.add("time        about "
                + Durations.format(START_SECONDS + operations / (peak * efficiency * cores)) + ", assuming " + cores
                + (cores == 1 ? " core" : " cores") + " like this machine's, " + Math.round(100 * efficiency)
                + " % of the measured peak of " + Quantities.formatCount(peak) + "FLOP/s per core, and "
                + START_SECONDS + " s to start");
        return lines;
    }

    private static double efficiency(ForwardPlan plan) {
        return plan.samples().stream().allMatch(s -> s.selection().selection().equals(AlgorithmSelection.DIRECT))
                ? DIRECT_EFFICIENCY : TRANSFORM_EFFICIENCY;
    }

    private static void addSample(ForwardPlan plan, SamplePlan sample, List<String> lines) {
        lines.add("sample" + sample.number());
        for (InputPlan in : sample.inputs()) {
            lines.add("  input     '" + in.node() + "' reads " + String.join(", ", in.files()) + ", " + in.size()
                    + " voxels" + (in.isCropped() ? " cropped around the centre, " : ", ")
                    + "preprocessing " + in.preprocessing().get(0).text() + padding(in.padding())
                    + in.calibration().map(c -> ", voxel size " + c.sizeText() + " (z,y,x)").orElse(""));
        }
        for (OutputPlan out : sample.outputs()) {
            long bytes = sample.extent().product() * out.channels() * plan.precision().bytes();
            lines.add("  output    '" + out.node() + "' writes " + out.hdf5() + ", " + out.channels()
                    + (out.channels() == 1 ? " channel of " : " channels of ") + sample.extent() + " voxels, chunks of "
                    + sample.chunk() + ", " + Quantities.formatBytes(bytes) + " before compression");
        }
        long read = sample.inputs().stream().mapToLong(in -> in.size().product() * in.bytesPerVoxel()).sum();
        lines.add("  image     " + Quantities.formatBytes(read) + " as stored"
                + (sample.inputs().stream().anyMatch(InputPlan::needsStatistics)
                        ? ", read twice because preprocessing needs statistics" : ""));
        lines.add("  pass      " + sample.pass() + " output voxels, " + Quantities.formatBytes(sample.networkBytes())
                + " per executor, equivalent to " + Quantities.formatCount(sample.operations())
                + "FLOP of direct convolution");
        SelectionTable.lines(sample.selection().report()).forEach(line -> lines.add("            " + line));
        lines.add("  blocks    " + sample.blocks().cells() + " of " + sample.blocks().cell() + " voxels, "
                + sample.passes() + (sample.passes() == 1 ? " pass" : " passes") + " in total, equivalent to "
                + Quantities.formatCount(sample.totalOperations()) + "FLOP of direct convolution");
    }

    private static String padding(Padding padding) {
        return padding.equals(Padding.NONE) ? ", not mirrored"
                : ", mirrored by " + padding.low() + " voxels at the low end and " + padding.high()
                        + " at the high end";
    }
}
