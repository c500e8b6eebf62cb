package org.znn.worker.convolution.fft.simd.dft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Operations on complex vectors. A complex vector holds the same element of {@link #LANES} lines: their real parts
 * first, then their imaginary parts.
 */
public final class ComplexVectors {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    /** Floats of a vector. */
    public static final int LANES = SPECIES.length();
    /** Floats of a complex vector. */
    public static final int FLOATS = 2 * LANES;

    private ComplexVectors() {
    }

    /** Writes the conjugates of {@code count} contiguous complex vectors. */
    public static void conjugate(float[] source, int from, float[] target, int to, int count) {
        for (int n = 0; n < count * 2 * LANES; n += 2 * LANES) {
            FloatVector.fromArray(SPECIES, source, from + n).intoArray(target, to + n);
            FloatVector.fromArray(SPECIES, source, from + n + LANES).neg().intoArray(target, to + n + LANES);
        }
    }

    /** Copies {@code count} complex vectors that are {@code fromStep} and {@code toStep} floats apart. */
    public static void copy(float[] source, int from, int fromStep, float[] target, int to, int toStep, int count) {
        for (int n = 0; n < count; n++) {
            FloatVector re = FloatVector.fromArray(SPECIES, source, from + n * fromStep);
            FloatVector im = FloatVector.fromArray(SPECIES, source, from + n * fromStep + LANES);
            re.intoArray(target, to + n * toStep);
            im.intoArray(target, to + n * toStep + LANES);
        }
    }
}
