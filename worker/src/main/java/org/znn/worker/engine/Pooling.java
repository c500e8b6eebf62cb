package org.znn.worker.engine;

import org.znn.worker.layer.ArrivedRows;

/** The way back through an edge that pools, which can finish the rows of the gradient it writes in passing. */
interface Pooling extends BackwardStep {

    /** The gradient it writes or adds to. */
    Value to();

    /** Does it, and what is to be done to all rows that have arrived. */
    <A> void run(TrainingMachine<A> machine, ArrivedRows arrived);

    @Override
    default <A> void run(TrainingMachine<A> machine) {
        run(machine, ArrivedRows.AS_THEY_ARE);
    }
}
