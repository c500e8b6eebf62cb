package org.znn.worker.cost;

import java.util.Map;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.Volume;

/** What a network's outputs cost where their targets are known. For use by several threads at once. */
public interface Cost {

    /**
     * Holds outputs against targets; an output without a target is left out.
     *
     * @param outputs by output node, as the network computed them
     * @param masked  whether masks count; tests leave them out
     */
    Evaluation evaluate(Map<String, Volume> outputs, Map<String, Target> targets, boolean masked);
}
