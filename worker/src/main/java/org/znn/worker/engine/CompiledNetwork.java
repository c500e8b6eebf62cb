package org.znn.worker.engine;

import java.util.Map;
import java.util.function.Supplier;
import org.znn.common.geometry.Vec3;

/**
 * A network prepared for patches of one size: kernels with their weights, and all buffers of a pass, allocated in
 * advance. A pass uses all threads of the network's team. Several threads may share a compiled network; their calls
 * execute one at a time.
 */
public interface CompiledNetwork {

    /** Size (z, y, x) of an output patch, the same for every output node. */
    Vec3 outputSize();

    /** Size (z, y, x) of the patch of each input node, by name. */
    Map<String, Vec3> inputSizes();

    /** Bytes of buffers, weights and scratchpad together, constant over time. Input and output patches do not count. */
    long bytes();

    /**
     * Executes {@code work} on the calling thread while no other thread uses this network. Needed for sequences of
     * calls that belong together, and to time a call without the wait for other threads.
     */
    <T> T exclusively(Supplier<T> work);
}
