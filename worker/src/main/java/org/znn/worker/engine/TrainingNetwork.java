package org.znn.worker.engine;

import java.util.Map;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Weights;
import org.znn.common.volume.Volume;

/**
 * A network that can be trained: passes forward and backward through patches of one size, in buffers laid out
 * beforehand. Uses all threads of its team for one patch; not for use by several callers at once.
 */
public interface TrainingNetwork {

    /** Output patch size (z, y, x), the same for every output node. */
    Vec3 outputSize();

    /** Size of the patch each input node needs, by name. */
    Map<String, Vec3> inputSizes();

    /** Bytes of all buffers, weights and scratch together: what this object holds, now and during a step. */
    long bytes();

    /** Takes these weights for the passes that follow. */
    void use(Weights weights);

    /**
     * A pass in the phase of testing, dropout off.
     *
     * @param inputs a patch for each input node, by name, in the network's precision
     * @return a new volume for each output node, by name; no softmax
     */
    Map<String, Volume> test(Map<String, Volume> inputs);

    /**
     * A pass in the phase of training.
     *
     * @param dropoutSeed the masks of dropout edges depend on it, the edge's name and the voxel alone
     */
    Map<String, Volume> forward(Map<String, Volume> inputs, long dropoutSeed);

    /**
     * The gradient of the error by every weight, summed over the voxels of the patch of the last {@link #forward}, in
     * the shapes of the weights, whatever {@code repeat} ties.
     *
     * @param outputGradients dE/d(output) by output node; an absent one is zero. It is multiplied by the derivative of
     *                        the node's function (ZNN-SEMANTICS 1.6)
     */
    Weights backward(Map<String, Volume> outputGradients);
}
