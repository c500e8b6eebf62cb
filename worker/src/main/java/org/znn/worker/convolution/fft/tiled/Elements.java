package org.znn.worker.convolution.fft.tiled;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies elements. */
final class Elements {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Elements() {
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
