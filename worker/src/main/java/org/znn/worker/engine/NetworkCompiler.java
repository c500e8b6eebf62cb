package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.worker.parallel.ThreadTeam;

/** Makes networks that run. */
public final class NetworkCompiler {

    private NetworkCompiler() {
    }

    /**
     * Allocates and prepares all that passes of one size need.
     *
     * @param outputSize (z, y, x) of every output node
     * @param team       computes every pass; stays the caller's to close
     * @throws org.znn.common.problem.UserMistake where the weights are not this network's
     * @throws PassTooLarge                       where a node's maps do not fit an array
     */
    public static CompiledNetwork compile(NetworkSpec spec, Weights weights, Vec3 outputSize, Precision precision,
            ThreadTeam team) {
        return compile(NetworkPlan.of(spec, outputSize, precision), weights, team);
    }

    /** The same for a plan that was made before. */
    public static CompiledNetwork compile(NetworkPlan plan, Weights weights, ThreadTeam team) {
        WeightsCheck.require(plan.pass().spec(), weights);
        return new Program<>(plan.pass().arithmetic(), plan, weights, team);
    }

    /**
     * Allocates and prepares all that steps of training need.
     *
     * @param weights to begin with; {@link TrainingNetwork#use} takes others
     * @param team    computes every pass; stays the caller's to close
     * @throws org.znn.common.problem.UserMistake where the weights are not this network's
     */
    public static TrainingNetwork compileTraining(TrainingPlan plan, Weights weights, ThreadTeam team) {
        return compileTraining(plan, weights, team, PassListener.NONE);
    }

    /** The same with a listener that is told how long each step of every pass took. */
    public static TrainingNetwork compileTraining(TrainingPlan plan, Weights weights, ThreadTeam team,
            PassListener listener) {
        WeightsCheck.require(plan.pass().spec(), weights);
        return new TrainingProgram<>(plan.pass().arithmetic(), plan, weights, team, listener);
    }
}
