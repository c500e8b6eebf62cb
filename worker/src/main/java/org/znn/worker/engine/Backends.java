package org.znn.worker.engine;

import org.znn.common.volume.Precision;
import org.znn.worker.simd.Simd;

/** The backend of each precision. */
final class Backends {

    private Backends() {
    }

    static Backend<?> of(Precision precision) {
        return precision == Precision.FLOAT32 ? new FloatBackend(Simd.preferred()) : new DoubleBackend();
    }
}
