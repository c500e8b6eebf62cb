package org.znn.worker.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.simd.Rows;

/**
 * Rows that are not stored: each adds its share to the rows of the projected maps, by fused multiply-adds from 0 in the
 * order of the maps, as a direct 1x1x1 convolution of them does.
 */
final class ProjectedRows implements RowEnd {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final Maps<float[]> out;
    private final float[] weights;
    private final int maps;
    private final Finish first;
    private final Finish second;

    /**
     * For the projected maps of a call.
     *
     * @param weights of the projection: (projected map, map)
     * @param first   what ends the sums of the convolution
     * @param second  what ends those of the projection
     */
    ProjectedRows(Maps<float[]> out, float[] weights, Epilogue first, Epilogue second, Rows<float[]> rows) {
        this.out = out;
        this.weights = weights;
        maps = weights.length / out.layout().channels();
        this.first = new Finish(first, rows);
        this.second = new Finish(second, rows);
    }

    @Override
    public void take(float[] row, int from, int count, int map, int z, int y, int x) {
        first.run(row, from, row, from, count, map);
        for (int projected = 0; projected < out.layout().channels(); projected++) {
            int to = out.layout().index(projected, z, y, x);
            float weight = weights[projected * maps + map];
            if (map == 0) {
                begin(row, from, out.data(), to, count, weight);
            } else {
                add(row, from, out.data(), to, count, weight);
            }
            if (map == maps - 1) {
                second.run(out.data(), to, out.data(), to, count, projected);
            }
        }
    }

    private static void begin(float[] row, int from, float[] to, int at, int count, float weight) {
        FloatVector w = FloatVector.broadcast(SPECIES, weight);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, row, from + i).fma(w, zero).intoArray(to, at + i);
        }
    }

    private static void add(float[] row, int from, float[] to, int at, int count, float weight) {
        FloatVector w = FloatVector.broadcast(SPECIES, weight);
        for (int i = 0; i < count; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, row, from + i).fma(w, FloatVector.fromArray(SPECIES, to, at + i))
                    .intoArray(to, at + i);
        }
    }

    /** The projected maps stay in the cache. */
    @Override
    public float touch(int count, int map, int z, int y, int x) {
        return 0;
    }
}
