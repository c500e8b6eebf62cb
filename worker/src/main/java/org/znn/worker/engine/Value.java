package org.znn.worker.engine;

import org.znn.worker.convolution.MapsLayout;

/**
 * Feature maps that exist for a part of a pass. Nodes that share their numbers share the storage.
 *
 * @param name    of the node, or what else it is, for messages
 * @param layout  where its numbers lie in the array
 * @param storage number of the storage, from 0; which array that becomes is decided by {@link MemoryPlan}
 */
record Value(String name, MapsLayout layout, int storage) {
}
