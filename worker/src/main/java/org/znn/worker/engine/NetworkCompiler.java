package org.znn.worker.engine;

import org.znn.common.network.Weights;
import org.znn.worker.parallel.ForkJoinTeam;

/** Creates compiled networks from plans. */
public final class NetworkCompiler {

    private NetworkCompiler() {
    }

    /**
     * Allocates and prepares everything that passes of the planned size need.
     *
     * @param team threads that execute every pass; the caller closes the team
     * @throws org.znn.common.diagnostic.UserErrorException if the weights do not match the network
     */
    public static InferenceNetwork compile(NetworkPlan plan, Weights weights, ForkJoinTeam team) {
        WeightsCheck.requireMatching(plan.pass().spec(), weights);
        return new CompiledForward(plan, weights, team);
    }

    /**
     * Allocates and prepares everything that training steps of the planned size need.
     *
     * @param weights initial weights, see {@link TrainingNetwork#setWeights}
     * @param team    threads that execute every pass; the caller closes the team
     * @throws org.znn.common.diagnostic.UserErrorException if the weights do not match the network
     */
    public static TrainingNetwork compileTraining(TrainingPlan plan, Weights weights, ForkJoinTeam team) {
        return compileTraining(plan, weights, team, PassListener.NONE);
    }

    /**
     * Compiles like {@link #compileTraining(TrainingPlan, Weights, ForkJoinTeam)}.
     *
     * @param listener receives the time of each step of every pass
     */
    public static TrainingNetwork compileTraining(TrainingPlan plan, Weights weights, ForkJoinTeam team,
            PassListener listener) {
        WeightsCheck.requireMatching(plan.pass().spec(), weights);
        return new CompiledTraining(plan, weights, team, listener);
    }
}
