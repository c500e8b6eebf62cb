package org.znn.worker.engine;

import java.util.Map;
import org.znn.common.network.Weights;
import org.znn.common.volume.Volume;

/** A compiled network that computes forward and backward passes and whose weights can be replaced. */
public interface TrainingNetwork extends CompiledNetwork {

    /** Replaces the weights for all later passes. */
    void setWeights(Weights weights);

    /**
     * Computes a forward pass with dropout off.
     *
     * @param inputs patches by input node, in the network's precision
     * @return new volumes by output node, before any softmax
     */
    Map<String, Volume> forwardTest(Map<String, Volume> inputs);

    /**
     * Computes a forward pass with dropout on.
     *
     * @param dropoutSeed seed of the dropout masks, which depend only on this seed, the edge's name, the feature map
     *                    and the voxel's position
     */
    Map<String, Volume> forward(Map<String, Volume> inputs, long dropoutSeed);

    /**
     * Computes the gradient of the error with respect to every weight, summed over the voxels of the patch of the last
     * {@link #forward}. The gradient has the shapes of the weights; weights tied by {@code repeat} are separate.
     *
     * @param outputGradients dE/d(output) by output node, zero where missing; the pass multiplies them by the
     *                        derivative of the node's function (ZNN-SEMANTICS 1.6)
     * @throws IllegalStateException if the last call was not {@link #forward}
     */
    Weights backward(Map<String, Volume> outputGradients);
}
