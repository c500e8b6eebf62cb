package org.znn.worker.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Splits and joins rows for tiles of 4 outputs and dilations 1, 2 and 4 in registers: 4 vectors of a row hold what 4
 * vectors of tiles hold. Each of these is put together from all of those, by one permutation and blends.
 */
final class Weave implements RowSplit {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int OUTPUTS = 4;

    private final Direction split;
    private final Direction join;
    private final int splits;
    private final int joins;

    Weave(Axis x, int steps) {
        int d = x.dilation();
        split = Direction.of((k, lane) -> (OUTPUTS * (lane / d) + k) * d + lane % d);
        join = Direction.of((k, lane) -> {
            int number = k * LANES + lane;
            int u = number / (OUTPUTS * d) * d + number % d;
            return number / d % OUTPUTS * LANES + u;
        });
        splits = Grid.ceilDiv((steps + x.halo()) * d, LANES);
        joins = Grid.ceilDiv(steps * d, LANES);
    }

    static boolean serves(Axis x) {
        return x.outputs() == OUTPUTS && OUTPUTS * x.dilation() <= LANES && LANES % (OUTPUTS * x.dilation()) == 0;
    }

    @Override
    public void split(float[] data, int from, int to, int pitch) {
        split.run(data, from, OUTPUTS * LANES, LANES, to, LANES, pitch, splits);
    }

    @Override
    public void join(float[] data, int from, int pitch, int to) {
        join.run(data, from, LANES, pitch, to, OUTPUTS * LANES, LANES, joins);
    }

    /** Which of the 4 · LANES numbers read goes into a lane of the k-th vector written. */
    private interface Source {
        int of(int k, int lane);
    }

    /**
     * One of both. A lane takes the same vector in all four; which of its lanes differs.
     *
     * @param order  lanes taken, for each of the vectors written
     * @param second lanes that take the second vector
     * @param third  lanes that take the third vector
     * @param fourth lanes that take the fourth vector
     */
    private record Direction(VectorShuffle<Float> order0, VectorShuffle<Float> order1, VectorShuffle<Float> order2,
            VectorShuffle<Float> order3, VectorMask<Float> second, VectorMask<Float> third, VectorMask<Float> fourth) {

        static Direction of(Source source) {
            return new Direction(order(source, 0), order(source, 1), order(source, 2), order(source, 3),
                    mask(source, 1), mask(source, 2), mask(source, 3));
        }

        private static VectorShuffle<Float> order(Source source, int k) {
            return VectorShuffle.fromOp(SPECIES, lane -> source.of(k, lane) % LANES);
        }

        private static VectorMask<Float> mask(Source source, int vector) {
            boolean[] lanes = new boolean[LANES];
            for (int lane = 0; lane < LANES; lane++) {
                lanes[lane] = source.of(0, lane) / LANES == vector;
            }
            return VectorMask.fromArray(SPECIES, lanes, 0);
        }

        void run(float[] data, int from, int fromStep, int fromPitch, int to, int toStep, int toPitch, int count) {
            for (int i = 0; i < count; i++) {
                int a = from + i * fromStep;
                FloatVector v0 = FloatVector.fromArray(SPECIES, data, a);
                FloatVector v1 = FloatVector.fromArray(SPECIES, data, a + fromPitch);
                FloatVector v2 = FloatVector.fromArray(SPECIES, data, a + 2 * fromPitch);
                FloatVector v3 = FloatVector.fromArray(SPECIES, data, a + 3 * fromPitch);
                int b = to + i * toStep;
                woven(v0, v1, v2, v3, order0).intoArray(data, b);
                woven(v0, v1, v2, v3, order1).intoArray(data, b + toPitch);
                woven(v0, v1, v2, v3, order2).intoArray(data, b + 2 * toPitch);
                woven(v0, v1, v2, v3, order3).intoArray(data, b + 3 * toPitch);
            }
        }

        private FloatVector woven(FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3,
                VectorShuffle<Float> order) {
            return v0.rearrange(order).blend(v1.rearrange(order), second).blend(v2.rearrange(order), third)
                    .blend(v3.rearrange(order), fourth);
        }
    }
}
