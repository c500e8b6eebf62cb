package org.znn.worker.engine;

import org.znn.common.volume.Precision;
import org.znn.worker.layer.DoubleRows;
import org.znn.worker.layer.FloatRows;

/** The arithmetic of each precision. */
final class Arithmetics {

    private static final Arithmetic<float[]> FLOAT32 =
            new RowArithmetic<>(Precision.FLOAT32, new FloatRows(), float[]::new);
    private static final Arithmetic<double[]> FLOAT64 =
            new RowArithmetic<>(Precision.FLOAT64, new DoubleRows(), double[]::new);

    private Arithmetics() {
    }

    static Arithmetic<?> of(Precision precision) {
        return precision == Precision.FLOAT32 ? FLOAT32 : FLOAT64;
    }
}
