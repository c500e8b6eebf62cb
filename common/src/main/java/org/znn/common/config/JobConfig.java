package org.znn.common.config;

import org.znn.common.volume.Precision;

/**
 * What every job says.
 *
 * @param path         of the {@code .cfg}
 * @param network      path of the {@code .znn}
 * @param threads      most threads of a task; 0 for all its executor has
 * @param precision    to compute in
 * @param outType      what the network tells
 * @param costFunction what it was or is trained with, {@code auto} resolved
 * @param mirror       whether images are mirrored at their boundary, so that outputs have their size
 * @param check        whether to stop after the first patch
 * @param seed         of everything random
 */
public record JobConfig(String path, String network, int threads, Precision precision, OutType outType,
        CostFunction costFunction, boolean mirror, boolean check, long seed) {

    /** Whether outputs become probabilities by a softmax over channels. */
    public boolean softmax() {
        return costFunction == CostFunction.SOFTMAX;
    }
}
