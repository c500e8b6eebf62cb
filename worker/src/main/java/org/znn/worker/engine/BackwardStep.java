package org.znn.worker.engine;

/** One action of a backward pass. */
interface BackwardStep extends PlannedStep {

    /** Does it, on the arrays and with the weights of a machine. */
    <A> void run(TrainingMachine<A> machine);
}
