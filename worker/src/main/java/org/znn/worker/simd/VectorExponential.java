package org.znn.worker.simd;

import static org.znn.worker.simd.ScalarExponential.FRACTION_BITS;
import static org.znn.worker.simd.ScalarExponential.INVERSE_LN2;
import static org.znn.worker.simd.ScalarExponential.LN2_HIGH;
import static org.znn.worker.simd.ScalarExponential.LN2_LOW;
import static org.znn.worker.simd.ScalarExponential.MIN_EXPONENT;
import static org.znn.worker.simd.ScalarExponential.MIN_TANH_EXPONENT;
import static org.znn.worker.simd.ScalarExponential.ONE_BITS;
import static org.znn.worker.simd.ScalarExponential.ROUNDING_SHIFT;
import static org.znn.worker.simd.ScalarExponential.SCALE_DOWN;
import static org.znn.worker.simd.ScalarExponential.SCALE_UP_BITS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Functions of e^y in every lane of a vector, with the same steps and bits as {@link ScalarExponential}. */
final class VectorExponential {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private VectorExponential() {
    }

    /** Returns tanh(x). */
    static FloatVector tanh(FloatVector x) {
        FloatVector y = atLeast(x.abs().mul(-2), MIN_TANH_EXPONENT);
        FloatVector shifted = shiftedExponent(y);
        FloatVector q = expm1Reduced(y, shifted.sub(ROUNDING_SHIFT));
        FloatVector power = powerOfTwo(shifted, ONE_BITS);
        FloatVector m = power.fma(q, power.sub(1));
        FloatVector t = m.neg().div(m.add(2));
        return t.blend(t.neg(), x.compare(VectorOperators.LT, 0));
    }

    /** Returns 1 / (1 + e^−x). */
    static FloatVector logistic(FloatVector x) {
        FloatVector y = atLeast(x.abs().neg(), MIN_EXPONENT);
        FloatVector shifted = shiftedExponent(y);
        FloatVector q = expm1Reduced(y, shifted.sub(ROUNDING_SHIFT));
        FloatVector power = powerOfTwo(shifted, ONE_BITS + SCALE_UP_BITS);
        FloatVector t = power.fma(q, power).mul(SCALE_DOWN);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        return one.blend(t, x.compare(VectorOperators.LT, 0)).div(t.add(one));
    }

    private static FloatVector atLeast(FloatVector y, float least) {
        return y.blend(least, y.compare(VectorOperators.LT, least));
    }

    /** Returns n + ROUNDING_SHIFT, where n is the integer nearest to y / ln 2. */
    private static FloatVector shiftedExponent(FloatVector y) {
        return y.fma(FloatVector.broadcast(SPECIES, INVERSE_LN2), FloatVector.broadcast(SPECIES, ROUNDING_SHIFT));
    }

    /** Returns 2^n, scaled by the exponent bits in {@code bitsOf1}. */
    private static FloatVector powerOfTwo(FloatVector shifted, int bitsOf1) {
        return shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, FRACTION_BITS).add(bitsOf1)
                .reinterpretAsFloats();
    }

    /** Returns q = e^r − 1 for r = y − n·ln 2. */
    private static FloatVector expm1Reduced(FloatVector y, FloatVector n) {
        FloatVector high = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), y);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), high);
        FloatVector p = hornerStep(FloatVector.broadcast(SPECIES, ScalarExponential.P5), r, ScalarExponential.P4);
        p = hornerStep(hornerStep(p, r, ScalarExponential.P3), r, ScalarExponential.P2);
        p = hornerStep(hornerStep(p, r, ScalarExponential.P1), r, ScalarExponential.P0);
        return r.mul(r).fma(p, r);
    }

    private static FloatVector hornerStep(FloatVector p, FloatVector r, float next) {
        return p.fma(r, FloatVector.broadcast(SPECIES, next));
    }
}
