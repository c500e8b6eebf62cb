package org.znn.worker.engine;

import org.znn.common.volume.Precision;
import org.znn.worker.simd.Simd;

/** The arithmetic of each precision. */
final class Arithmetics {

    private Arithmetics() {
    }

    static Arithmetic<?> of(Precision precision) {
        return precision == Precision.FLOAT32 ? new FloatArithmetic(Simd.ofThisJvm()) : new DoubleArithmetic();
    }
}
