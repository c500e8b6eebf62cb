package org.znn.worker.convolution.fft.simd.dft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Two real signals a and b transformed as one complex signal a + i·b: with Z the spectrum of a + i·b, the spectrum of a
 * is (Z[k] + Z*[−k]) / 2 and the spectrum of b is (Z[k] − Z*[−k]) / 2i.
 */
public final class DualReal {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private DualReal() {
    }

    /**
     * Separates the spectra of a and b, scaled by 2.
     *
     * @param z        spectrum of a + i·b
     * @param from     index of the first Z[k]; the next ones are {@code fromStep} floats apart
     * @param mirror   index of the first Z[−k]; the next ones are {@code mirrorStep} floats apart
     * @param count    number of frequencies
     * @param spectrum destination of both spectra
     * @param first    index of the spectrum of a, whose frequencies are {@code stride} floats apart
     * @param second   index of the spectrum of b; where it equals {@code first}, the spectrum of a is kept
     */
    public static void split(float[] z, int from, int fromStep, int mirror, int mirrorStep, int count,
            float[] spectrum, int first, int second, int stride) {
        for (int n = 0; n < count; n++) {
            int k = from + n * fromStep;
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
     * Combines the spectra A and B of a and b: writes A* + i·B* at {@code to} and A + i·B at {@code mirror}, so that
     * the forward transform of the result is a + i·b times the length of the transform.
     *
     * @param spectrum both spectra
     * @param first    index of the first A[k]; the next ones are {@code stride} floats apart
     * @param second   index of the first B[k]
     * @param count    number of frequencies
     * @param z        destination
     * @param to       index of the first A* + i·B*; the next ones are {@code toStep} floats apart
     * @param mirror   index of the first A + i·B; the next ones are {@code mirrorStep} floats apart
     */
    public static void join(float[] spectrum, int first, int second, int stride, int count, float[] z, int to,
            int toStep, int mirror, int mirrorStep) {
        for (int n = 0; n < count; n++) {
            int a = first + n * stride;
            int b = second + n * stride;
            FloatVector ar = FloatVector.fromArray(SPECIES, spectrum, a);
            FloatVector ai = FloatVector.fromArray(SPECIES, spectrum, a + LANES);
            FloatVector br = FloatVector.fromArray(SPECIES, spectrum, b);
            FloatVector bi = FloatVector.fromArray(SPECIES, spectrum, b + LANES);
            int k = to + n * toStep;
            int m = mirror + n * mirrorStep;
            ar.add(bi).intoArray(z, k);
            br.sub(ai).intoArray(z, k + LANES);
            ar.sub(bi).intoArray(z, m);
            br.add(ai).intoArray(z, m + LANES);
        }
    }
}
