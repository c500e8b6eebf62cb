package org.znn.worker.choice;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.engine.PassTooLarge;
import org.znn.worker.engine.PlannedConvolution;
import org.znn.worker.engine.TrainingPlan;

/**
 * A network in passes or steps of one size, whose convolutions are still to be chosen.
 *
 * @param edges        of the network, by name
 * @param convolutions that it computes
 * @param directBytes  that it holds where all of them are computed directly
 * @param bytes        that it holds with a choice of them; {@link Long#MAX_VALUE} where no array is large enough
 */
public record Outline(Map<String, EdgeSpec> edges, List<PlannedConvolution> convolutions, long directBytes,
        ToLongFunction<ConvolutionChoice> bytes) {

    /**
     * Of passes.
     *
     * @param threads of the team that will compute
     * @throws PassTooLarge where no array is large enough even if all is computed directly
     */
    public static Outline ofPass(NetworkSpec network, Vec3 outputSize, Precision precision, int threads) {
        NetworkPlan direct = NetworkPlan.of(network, outputSize, precision, ConvolutionChoice.DIRECT, threads);
        return new Outline(edges(network), direct.convolutions(), direct.bytes(),
                fitting(choice -> NetworkPlan.of(network, outputSize, precision, choice, threads).bytes()));
    }

    /** Of steps of training; as above. */
    public static Outline ofStep(NetworkSpec network, Vec3 outputSize, Precision precision, int threads) {
        TrainingPlan direct = TrainingPlan.of(network, outputSize, precision, ConvolutionChoice.DIRECT, threads);
        return new Outline(edges(network), direct.convolutions(), direct.bytes(),
                fitting(choice -> TrainingPlan.of(network, outputSize, precision, choice, threads).bytes()));
    }

    private static Map<String, EdgeSpec> edges(NetworkSpec network) {
        return network.edges().stream().collect(Collectors.toMap(EdgeSpec::name, Function.identity()));
    }

    private static ToLongFunction<ConvolutionChoice> fitting(ToLongFunction<ConvolutionChoice> bytes) {
        return choice -> {
            try {
                return bytes.applyAsLong(choice);
            } catch (PassTooLarge e) {
                return Long.MAX_VALUE;
            }
        };
    }
}
