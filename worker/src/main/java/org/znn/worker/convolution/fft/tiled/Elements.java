package org.znn.worker.convolution.fft.tiled;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Moves elements. */
final class Elements {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Elements() {
    }

    /** Writes the conjugates of elements, which lie one after the other here and there. */
    static void conjugate(float[] from, int at, float[] to, int target, int count) {
        for (int n = 0; n < count * 2 * LANES; n += 2 * LANES) {
            FloatVector.fromArray(SPECIES, from, at + n).intoArray(to, target + n);
            FloatVector.fromArray(SPECIES, from, at + n + LANES).neg().intoArray(to, target + n + LANES);
        }
    }

    /** Copies elements that lie {@code fromStep} apart to where they lie {@code toStep} apart. */
    static void copy(float[] from, int at, int fromStep, float[] to, int target, int toStep, int count) {
        for (int n = 0; n < count; n++) {
            FloatVector re = FloatVector.fromArray(SPECIES, from, at + n * fromStep);
            FloatVector im = FloatVector.fromArray(SPECIES, from, at + n * fromStep + LANES);
            re.intoArray(to, target + n * toStep);
            im.intoArray(to, target + n * toStep + LANES);
        }
    }
}
