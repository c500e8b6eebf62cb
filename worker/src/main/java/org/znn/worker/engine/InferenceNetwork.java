package org.znn.worker.engine;

import java.util.Map;
import org.znn.common.volume.Volume;

/** A compiled network that computes forward passes, with dropout off. */
public interface InferenceNetwork extends CompiledNetwork {

    /**
     * Computes one pass.
     *
     * @param inputs patches by input node, in the network's precision
     * @return new volumes by output node, before any softmax
     * @throws IllegalArgumentException if a patch is missing or has the wrong shape or precision
     */
    default Map<String, Volume> forward(Map<String, Volume> inputs) {
        return forward(inputs, PassListener.NONE);
    }

    /** Computes one pass like {@link #forward(Map)} and reports the time of each step to a listener. */
    Map<String, Volume> forward(Map<String, Volume> inputs, PassListener listener);
}
