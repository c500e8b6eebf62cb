package org.znn.driver.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.NetworkGeometry;
import org.znn.driver.choice.ChoiceLines;
import org.znn.driver.report.Durations;
import org.znn.driver.report.Quantities;
import org.znn.driver.spark.ClusterShape;

/** A plan in words. */
public final class PlanText {

    /** Share of the peak that whole networks reach where all is computed directly. */
    private static final double DIRECT_SHARE = 0.6;
    /** The same for other methods, whose transforms wait for memory. */
    private static final double USUAL_SHARE = 0.35;
    /** Spark, and compiling the loops. */
    private static final int START_SECONDS = 5;
    private static final int GUESSED_CORES = 4;

    private PlanText() {
    }

    /** A line a sample. */
    public static List<String> brief(ForwardPlan plan) {
        return plan.samples().stream().map(s -> "sample" + s.sample() + ": output " + s.extent() + ", "
                + s.blocks().cells() + " blocks of " + s.blocks().cell() + ", passes of " + s.pass() + " in "
                + Quantities.bytes(s.networkBytes())).toList();
    }

    /**
     * All there is to know.
     *
     * @param peak operations a second of one core of this machine
     */
    public static List<String> full(ForwardPlan plan, ClusterShape cluster, double peak) {
        List<String> lines = new ArrayList<>();
        Vec3 field = NetworkGeometry.of(plan.network()).fieldOfView();
        lines.add("network     " + plan.network().source() + ", weights " + plan.weightsPath() + ", field of view "
                + field + ", " + plan.precision().toString().toLowerCase(Locale.ROOT)
                + (plan.softmax() ? ", softmax" : ""));
        lines.add("executors   " + cluster.executors() + " of " + (cluster.cores() == 0 ? "unknown" : cluster.cores())
                + " cores and " + Quantities.bytes(cluster.memory()));
        plan.samples().forEach(s -> sample(plan, s, lines));
        double operations = plan.samples().stream().mapToDouble(SamplePlan::totalOperations).sum();
        int cores = cluster.executors() * (cluster.cores() == 0 ? GUESSED_CORES : cluster.cores());
        double share = share(plan);
        lines.add("time        about " + Durations.of(START_SECONDS + operations / (peak * share * cores))
                + ": as long as " + Quantities.count(operations) + "FLOP of direct convolutions take on " + cores
                + " cores like this machine's, at " + Math.round(100 * share) + " % of the "
                + Quantities.count(peak) + "FLOP/s each was just measured to reach, and " + START_SECONDS
                + " s to start");
        return lines;
    }

    private static double share(ForwardPlan plan) {
        return plan.samples().stream().allMatch(s -> s.choice().choice().equals(ConvolutionChoice.DIRECT))
                ? DIRECT_SHARE : USUAL_SHARE;
    }

    private static void sample(ForwardPlan plan, SamplePlan s, List<String> lines) {
        lines.add("sample" + s.sample());
        for (InputPlan in : s.inputs()) {
            lines.add("  input     " + in.node() + " reads " + String.join(", ", in.files()) + ", " + in.size()
                    + " voxels" + (in.isCropped() ? " around their centres, " : ", ")
                    + in.preprocessing().get(0).toString().toLowerCase(Locale.ROOT) + ", mirrored by "
                    + in.padding().low() + " before and " + in.padding().high() + " behind");
        }
        for (OutputPlan out : s.outputs()) {
            lines.add("  output    " + out.node() + " writes " + out.hdf5() + ", " + out.channels() + " x "
                    + s.extent() + ", chunks of " + s.chunk() + ", "
                    + Quantities.bytes(s.outputBytes(plan.precision().bytes())) + " before compression");
        }
        long read = s.inputs().stream().mapToLong(in -> in.size().product() * in.bytesPerVoxel()).sum();
        lines.add("  image     " + Quantities.bytes(read) + " as stored"
                + (s.inputs().stream().anyMatch(InputPlan::needsStatistics) ? ", read once more for statistics" : ""));
        lines.add("  pass      " + s.pass() + ", " + Quantities.bytes(s.networkBytes()) + " an executor, "
                + "as long as " + Quantities.count(s.operations())
                + "FLOP of direct convolutions");
        ChoiceLines.of(s.choice().decision()).forEach(line -> lines.add("            " + line));
        lines.add("  blocks    " + s.blocks().cells() + " of " + s.blocks().cell() + ", " + s.passes() + " passes, "
                + "as long as " + Quantities.count(s.totalOperations()) + "FLOP in all");
    }
}
