package org.znn.worker.engine;

import java.util.List;

/** One action of a pass, as far as plans are concerned with it. */
interface PlannedStep {

    StepInfo info();

    /** The values it reads or writes; all of them must stand in different storages. */
    List<Value> touches();
}
