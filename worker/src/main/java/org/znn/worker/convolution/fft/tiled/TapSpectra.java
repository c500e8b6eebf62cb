package org.znn.worker.convolution.fft.tiled;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Frequencies of the taps of a kernel along z by definition, X[k] = Σ w[q] exp(2πi·qk / length). Up to
 * some 8 taps that takes less than a transform of the whole length (3 taps three quarters, 7 taps nine tenths); 12 taps
 * take half as long again, 24 twice. X[k] and X[−k] share their products: with A the sum of the cosine terms and B that
 * of the sine terms they are A + i·B and A − i·B.
 */
final class TapSpectra {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ELEMENT = LineTransform.ELEMENT;
    /** Frequencies k that are computed at a time, the last of an odd number twice. */
    private static final int TOGETHER = 2;
    /** Factors of a tap: cosine and sine of each of them. */
    private static final int FACTORS = 2 * TOGETHER;

    private final int length;
    private final int taps;
    private final int pairs;
    private final float[] factors;

    /** For a transform of {@code length} elements, of which the first {@code taps} hold anything. */
    TapSpectra(int length, int taps) {
        this.length = length;
        this.taps = taps;
        pairs = (length / 2 + TOGETHER) / TOGETHER;
        factors = new float[pairs * taps * FACTORS];
        for (int i = 0; i < factors.length; i += 2) {
            int k = frequency(i / FACTORS / taps, i / 2 % TOGETHER);
            double angle = 2 * Math.PI * k * (i / FACTORS % taps) / length;
            factors[i] = (float) Math.cos(angle);
            factors[i + 1] = (float) Math.sin(angle);
        }
    }

    private int frequency(int pair, int which) {
        return Math.min(TOGETHER * pair + which, length / 2);
    }

    /**
     * Computes the frequencies of elements that lie one after the other.
     *
     * @param from     holds tap 0 of the first element from {@code at}
     * @param stride   from an element's tap to its next
     * @param to       gets frequency after frequency from {@code target}, {@code toStride} apart
     */
    void run(float[] from, int at, int stride, int elements, float[] to, int target, int toStride) {
        for (int n = 0; n < elements; n++) {
            element(from, at + n * ELEMENT, stride, to, target + n * ELEMENT, toStride);
        }
    }

    private void element(float[] from, int at, int stride, float[] to, int target, int toStride) {
        int last = length / 2;
        for (int pair = 0; pair < pairs; pair++) {
            int k = TOGETHER * pair;
            int l = Math.min(k + 1, last);
            two(factors, pair * taps * FACTORS, taps, from, at, stride, to, target + k * toStride,
                    target + (k == 0 ? 0 : length - k) * toStride, target + l * toStride,
                    target + (l == 0 ? 0 : length - l) * toStride);
        }
    }

    /** Frequencies k and l, and −k and −l, of an element. */
    private static void two(float[] factors, int factorsAt, int taps, float[] from, int at, int stride, float[] to,
            int plusK, int minusK, int plusL, int minusL) {
        FloatVector kar = FloatVector.fromArray(SPECIES, from, at);
        FloatVector kai = FloatVector.fromArray(SPECIES, from, at + LANES);
        FloatVector kbr = FloatVector.zero(SPECIES);
        FloatVector kbi = FloatVector.zero(SPECIES);
        FloatVector lar = kar;
        FloatVector lai = kai;
        FloatVector lbr = FloatVector.zero(SPECIES);
        FloatVector lbi = FloatVector.zero(SPECIES);
        int tap = at;
        for (int f = factorsAt + FACTORS; f < factorsAt + taps * FACTORS; f += FACTORS) {
            tap += stride;
            FloatVector re = FloatVector.fromArray(SPECIES, from, tap);
            FloatVector im = FloatVector.fromArray(SPECIES, from, tap + LANES);
            FloatVector cosK = FloatVector.broadcast(SPECIES, factors[f]);
            kar = re.fma(cosK, kar);
            kai = im.fma(cosK, kai);
            FloatVector sinK = FloatVector.broadcast(SPECIES, factors[f + 1]);
            kbr = re.fma(sinK, kbr);
            kbi = im.fma(sinK, kbi);
            FloatVector cosL = FloatVector.broadcast(SPECIES, factors[f + 2]);
            lar = re.fma(cosL, lar);
            lai = im.fma(cosL, lai);
            FloatVector sinL = FloatVector.broadcast(SPECIES, factors[f + 3]);
            lbr = re.fma(sinL, lbr);
            lbi = im.fma(sinL, lbi);
        }
        kar.add(kbi).intoArray(to, minusK);
        kai.sub(kbr).intoArray(to, minusK + LANES);
        kar.sub(kbi).intoArray(to, plusK);
        kai.add(kbr).intoArray(to, plusK + LANES);
        lar.add(lbi).intoArray(to, minusL);
        lai.sub(lbr).intoArray(to, minusL + LANES);
        lar.sub(lbi).intoArray(to, plusL);
        lai.add(lbr).intoArray(to, plusL + LANES);
    }
}
