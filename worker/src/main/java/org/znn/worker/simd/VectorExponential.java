package org.znn.worker.simd;

import static org.znn.worker.simd.Exponential.DOWN;
import static org.znn.worker.simd.Exponential.FRACTION_BITS;
import static org.znn.worker.simd.Exponential.LEAST;
import static org.znn.worker.simd.Exponential.LEAST_OF_TANH;
import static org.znn.worker.simd.Exponential.LN2;
import static org.znn.worker.simd.Exponential.LN2_REST;
import static org.znn.worker.simd.Exponential.ONE_BITS;
import static org.znn.worker.simd.Exponential.PER_LN2;
import static org.znn.worker.simd.Exponential.ROUNDER;
import static org.znn.worker.simd.Exponential.UP;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The steps of {@link Exponential} in every lane of a vector, to the same bits. */
final class VectorExponential {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private VectorExponential() {
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector y = atLeast(x.abs().mul(-2), LEAST_OF_TANH);
        FloatVector whole = whole(y);
        FloatVector q = q(y, whole.sub(ROUNDER));
        FloatVector power = power(whole, ONE_BITS);
        FloatVector m = power.fma(q, power.sub(1));
        FloatVector t = m.neg().div(m.add(2));
        return t.blend(t.neg(), x.compare(VectorOperators.LT, 0));
    }

    static FloatVector logistic(FloatVector x) {
        FloatVector y = atLeast(x.abs().neg(), LEAST);
        FloatVector whole = whole(y);
        FloatVector q = q(y, whole.sub(ROUNDER));
        FloatVector power = power(whole, ONE_BITS + UP);
        FloatVector t = power.fma(q, power).mul(DOWN);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        return one.blend(t, x.compare(VectorOperators.LT, 0)).div(t.add(one));
    }

    private static FloatVector atLeast(FloatVector y, float least) {
        return y.blend(least, y.compare(VectorOperators.LT, least));
    }

    private static FloatVector whole(FloatVector y) {
        return y.fma(FloatVector.broadcast(SPECIES, PER_LN2), FloatVector.broadcast(SPECIES, ROUNDER));
    }

    private static FloatVector power(FloatVector whole, int bitsOf1) {
        return whole.reinterpretAsInts().lanewise(VectorOperators.LSHL, FRACTION_BITS).add(bitsOf1)
                .reinterpretAsFloats();
    }

    private static FloatVector q(FloatVector y, FloatVector n) {
        FloatVector high = n.fma(FloatVector.broadcast(SPECIES, -LN2), y);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_REST), high);
        FloatVector p = step(FloatVector.broadcast(SPECIES, Exponential.P5), r, Exponential.P4);
        p = step(step(p, r, Exponential.P3), r, Exponential.P2);
        p = step(step(p, r, Exponential.P1), r, Exponential.P0);
        return r.mul(r).fma(p, r);
    }

    private static FloatVector step(FloatVector p, FloatVector r, float next) {
        return p.fma(r, FloatVector.broadcast(SPECIES, next));
    }
}
