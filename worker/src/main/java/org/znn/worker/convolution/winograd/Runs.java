package org.znn.worker.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Splits and joins rows run by run: d neighbours stay neighbours. Whole vectors are copied, in such an order that what
 * one copies too much is overwritten by the next.
 */
final class Runs implements RowSplit {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final int[] rowAt;
    private final int[] tileAt;
    private final int[] tileRow;
    private final int joined;

    Runs(Axis x, int steps) {
        int vectors = Grid.ceilDiv(x.dilation(), SPECIES.length());
        joined = steps * x.outputs() * vectors;
        int all = (steps + x.halo()) * x.outputs() * vectors;
        rowAt = new int[all];
        tileAt = new int[all];
        tileRow = new int[all];
        for (int i = 0; i < all; i++) {
            int run = i / vectors;
            int r = i % vectors * SPECIES.length();
            rowAt[i] = run * x.dilation() + r;
            tileAt[i] = run / x.outputs() * x.dilation() + r;
            tileRow[i] = run % x.outputs();
        }
    }

    @Override
    public void split(float[] data, int from, int to, int pitch) {
        for (int i = 0; i < rowAt.length; i++) {
            FloatVector.fromArray(SPECIES, data, from + rowAt[i])
                    .intoArray(data, to + tileAt[i] + tileRow[i] * pitch);
        }
    }

    @Override
    public void join(float[] data, int from, int pitch, int to) {
        for (int i = 0; i < joined; i++) {
            FloatVector.fromArray(SPECIES, data, from + tileAt[i] + tileRow[i] * pitch)
                    .intoArray(data, to + rowAt[i]);
        }
    }
}
