package org.znn.worker.cost;

import java.util.Map;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.Volume;

/** Cost of a network's outputs with respect to their targets. Implementations are thread-safe. */
public interface Cost {

    /**
     * Compares outputs with targets; outputs without a target are ignored.
     *
     * @param outputs outputs of the network by output node
     * @param targets targets by output node
     * @param masked  whether to apply the targets' masks; tests ignore them
     */
    Evaluation evaluate(Map<String, Volume> outputs, Map<String, Target> targets, boolean masked);
}
