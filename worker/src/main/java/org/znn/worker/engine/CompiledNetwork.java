package org.znn.worker.engine;

import java.util.Map;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Volume;

/**
 * A network with its weights, ready to compute patches of one size, again and again, in buffers laid out beforehand.
 * Uses all threads of its team for one patch; not for use by several callers at once.
 */
public interface CompiledNetwork {

    /** Output patch size (z, y, x), the same for every output node. */
    Vec3 outputSize();

    /** Size of the patch each input node needs, by name. */
    Map<String, Vec3> inputSizes();

    /**
     * Bytes of all buffers, weights and scratch together: what this object holds, now and during a pass. Inputs and
     * outputs are the caller's and not counted.
     */
    long bytes();

    /**
     * One pass, dropout at test time.
     *
     * @param inputs a patch for each input node, by name, in the network's precision
     * @return a new volume for each output node, by name; no softmax
     * @throws IllegalArgumentException where a patch is missing or has the wrong shape or precision
     */
    default Map<String, Volume> forward(Map<String, Volume> inputs) {
        return forward(inputs, PassListener.NONE);
    }

    /** {@link #forward(Map)} that tells a listener how long each step took. */
    Map<String, Volume> forward(Map<String, Volume> inputs, PassListener listener);
}
