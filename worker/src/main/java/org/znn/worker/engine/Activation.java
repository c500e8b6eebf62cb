package org.znn.worker.engine;

import org.znn.worker.convolution.FeatureMapLayout;

/**
 * Feature maps that exist during a part of a pass: the activation of a node, its gradient, or an intermediate result.
 * Nodes with the same elements share a storage.
 *
 * @param name    name of the node or edge, for messages
 * @param layout  position of the elements in the array
 * @param storage number of the storage, from 0; {@link MemoryPlan} assigns storages to arrays
 */
record Activation(String name, FeatureMapLayout layout, int storage) {
}
