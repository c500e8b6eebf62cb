package org.znn.worker.engine;

import org.znn.common.volume.Precision;

/** The arithmetic of each precision. */
final class Arithmetics {

    private Arithmetics() {
    }

    static Arithmetic<?> of(Precision precision) {
        throw new UnsupportedOperationException(precision + " has no kernels yet");
    }
}
