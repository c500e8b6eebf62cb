package org.znn.worker.choice;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.engine.PlannedConvolution;
import org.znn.worker.engine.TrainingPlan;

/**
 * A network in passes or steps of one size, whose convolutions are still to be chosen.
 *
 * @param edges        of the network, by name
 * @param convolutions that it computes
 * @param bytes        that it holds beside them
 */
public record Outline(Map<String, EdgeSpec> edges, List<PlannedConvolution> convolutions, long bytes) {

    /** Of passes; throws {@link org.znn.worker.engine.PassTooLarge} where no array is large enough. */
    public static Outline ofPass(NetworkSpec network, Vec3 outputSize, Precision precision) {
        NetworkPlan plan = NetworkPlan.of(network, outputSize, precision);
        return new Outline(edges(network), plan.convolutions(), plan.bytesBesideConvolutions());
    }

    /** Of steps of training; throws as above. */
    public static Outline ofStep(NetworkSpec network, Vec3 outputSize, Precision precision) {
        TrainingPlan plan = TrainingPlan.of(network, outputSize, precision);
        return new Outline(edges(network), plan.convolutions(), plan.bytesBesideConvolutions());
    }

    private static Map<String, EdgeSpec> edges(NetworkSpec network) {
        return network.edges().stream().collect(Collectors.toMap(EdgeSpec::name, Function.identity()));
    }
}
