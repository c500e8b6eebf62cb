package org.znn.worker.engine;

import org.znn.common.network.Weights;

/** The executable form of a step, bound to the arrays and the threads of one compiled network. */
@FunctionalInterface
interface StepKernel {

    /** Replaces the weights for all later executions; a step without weights ignores them. */
    default void setWeights(Weights weights) {
    }

    void execute(PassState state);
}
