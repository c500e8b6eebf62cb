package org.znn.worker.engine;

/** One action of a forward pass. */
interface Step extends PlannedStep {

    /** Does it, on the arrays and with the weights of a machine. */
    <A> void run(Machine<A> machine);
}
