package org.znn.worker.engine;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.znn.common.network.Weights;
import org.znn.common.volume.Volume;

/**
 * Inputs and results of one pass.
 *
 * @param inputs          patches by input node; empty in a backward pass
 * @param outputs         results of a forward pass by output node, added by its steps
 * @param dropoutSeed     seed of the dropout masks; empty if dropout is off
 * @param outputGradients dE/d(output) by output node; zero for missing nodes
 * @param weightGradients results of a backward pass, added by its steps
 */
record PassState(Map<String, Volume> inputs, Map<String, Volume> outputs, OptionalLong dropoutSeed,
        Map<String, Volume> outputGradients, Weights weightGradients) {

    static PassState forward(Map<String, Volume> inputs, OptionalLong dropoutSeed) {
        return new PassState(inputs, new TreeMap<>(), dropoutSeed, Map.of(), new Weights(Map.of(), Map.of()));
    }

    static PassState backward(Map<String, Volume> outputGradients, OptionalLong dropoutSeed) {
        return new PassState(Map.of(), Map.of(), dropoutSeed, outputGradients,
                new Weights(new TreeMap<>(), new TreeMap<>()));
    }
}
