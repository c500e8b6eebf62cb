package org.znn.worker.autotune;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.worker.engine.ExecutionPlan;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.engine.PassTooLargeException;
import org.znn.worker.engine.PlannedConvolution;
import org.znn.worker.engine.TrainingPlan;

/**
 * The selection of algorithms for a network that executes passes, or training steps, of one size.
 *
 * @param edges        edges of the network, by name
 * @param convolutions convolutions to compute, in order of execution
 * @param directBytes  memory of the network in bytes if all convolutions are direct
 * @param bytesOf      function from algorithms to the memory of the network in bytes; {@link Long#MAX_VALUE} if an
 *                     array would exceed the maximum length
 */
public record SelectionProblem(Map<String, EdgeSpec> edges, List<PlannedConvolution> convolutions, long directBytes,
        ToLongFunction<AlgorithmSelection> bytesOf) {

    /**
     * Creates the problem of a network.
     *
     * @param planner function from algorithms to the plan of a pass or of a training step
     * @throws PassTooLargeException if an array would exceed the maximum length even with direct convolutions
     */
    public static SelectionProblem of(NetworkSpec network, Function<AlgorithmSelection, ExecutionPlan> planner) {
        ExecutionPlan direct = planner.apply(AlgorithmSelection.DIRECT);
        Map<String, EdgeSpec> edges =
                network.edges().stream().collect(Collectors.toMap(EdgeSpec::name, Function.identity()));
        return new SelectionProblem(edges, direct.convolutions(), direct.bytes(), selection -> {
            try {
                return planner.apply(selection).bytes();
            } catch (PassTooLargeException e) {
                return Long.MAX_VALUE;
            }
        });
    }

    /** Creates the problem of forward passes by a team of {@code threads} threads, see {@link #of}. */
    public static SelectionProblem forForward(NetworkSpec network, Vec3 outputSize, Precision precision, int threads) {
        return of(network, selection -> NetworkPlan.of(network, outputSize, precision, selection, threads));
    }

    /** Creates the problem of training steps by a team of {@code threads} threads, see {@link #of}. */
    public static SelectionProblem forTraining(NetworkSpec network, Vec3 outputSize, Precision precision,
            int threads) {
        return of(network, selection -> TrainingPlan.of(network, outputSize, precision, selection, threads));
    }
}
