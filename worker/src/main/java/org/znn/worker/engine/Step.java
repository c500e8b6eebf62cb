package org.znn.worker.engine;

import java.util.List;

/** One action of a pass. */
interface Step {

    StepInfo info();

    /** The values it reads or writes; all of them must stand in different storages. */
    List<Value> touches();

    /** Does it, on the arrays and with the weights of a machine. */
    <A> void run(Machine<A> machine);
}
