package org.znn.worker.convolution.fft.tiled;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Two real signals a and b as one complex signal a + i·b: with Z its spectrum, that of a is (Z[k] + Z*[−k]) / 2, that
 * of b is (Z[k] − Z*[−k]) / 2i.
 */
final class RealPairs {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ELEMENT = 2 * LANES;

    private RealPairs() {
    }

    /**
     * Tells the spectra of a and b apart; they come out twice as large.
     *
     * @param at         of Z[k]; those that follow lie {@code step} apart
     * @param mirror     of Z[−k]; those that follow lie {@code mirrorStep} apart
     * @param first      where the spectrum of a goes, an element every {@code stride} numbers
     * @param second     that of b; it may be the same place, which a then takes
     */
    static void split(float[] z, int at, int step, int mirror, int mirrorStep, int count, float[] spectrum, int first,
            int second, int stride) {
        for (int n = 0; n < count; n++) {
            int k = at + n * step;
            int m = mirror + n * mirrorStep;
            FloatVector zr = FloatVector.fromArray(SPECIES, z, k);
            FloatVector zi = FloatVector.fromArray(SPECIES, z, k + LANES);
            FloatVector mr = FloatVector.fromArray(SPECIES, z, m);
            FloatVector mi = FloatVector.fromArray(SPECIES, z, m + LANES);
            int b = second + n * stride;
            zi.add(mi).intoArray(spectrum, b);
            mr.sub(zr).intoArray(spectrum, b + LANES);
            int a = first + n * stride;
            zr.add(mr).intoArray(spectrum, a);
            zi.sub(mi).intoArray(spectrum, a + LANES);
        }
    }

    /**
     * The opposite: from the spectra A and B of a and b, A* + i·B* at {@code at} and A + i·B at {@code mirror}, so that
     * the transform of the whole, forward like every other, is a + i·b times its length.
     */
    static void join(float[] spectrum, int first, int second, int stride, int count, float[] z, int at, int step,
            int mirror, int mirrorStep) {
        for (int n = 0; n < count; n++) {
            int a = first + n * stride;
            int b = second + n * stride;
            FloatVector ar = FloatVector.fromArray(SPECIES, spectrum, a);
            FloatVector ai = FloatVector.fromArray(SPECIES, spectrum, a + LANES);
            FloatVector br = FloatVector.fromArray(SPECIES, spectrum, b);
            FloatVector bi = FloatVector.fromArray(SPECIES, spectrum, b + LANES);
            int k = at + n * step;
            int m = mirror + n * mirrorStep;
            ar.add(bi).intoArray(z, k);
            br.sub(ai).intoArray(z, k + LANES);
            ar.sub(bi).intoArray(z, m);
            br.add(ai).intoArray(z, m + LANES);
        }
    }
}
