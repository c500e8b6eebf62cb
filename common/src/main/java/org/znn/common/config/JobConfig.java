package org.znn.common.config;

import org.znn.common.volume.Precision;

/**
 * Settings common to all jobs.
 *
 * @param path                path of the {@code .cfg} file
 * @param network             path of the {@code .znn} file
 * @param threads             maximum number of threads per task; 0 for all cores of the executor
 * @param precision           floating-point precision of the computation
 * @param outputType          interpretation of the network's outputs
 * @param costFunction        cost the network is or was trained with, {@code auto} resolved
 * @param mirror              whether images are mirrored at their boundary, so that outputs are as large as the images
 * @param stopAfterFirstPatch whether to stop after the first patch
 * @param seed                seed of all random numbers of the job
 */
public record JobConfig(String path, String network, int threads, Precision precision, OutputType outputType,
        CostFunction costFunction, boolean mirror, boolean stopAfterFirstPatch, long seed) {

    /** Whether a softmax over channels turns the outputs into probabilities. */
    public boolean appliesSoftmax() {
        return costFunction == CostFunction.SOFTMAX;
    }
}
