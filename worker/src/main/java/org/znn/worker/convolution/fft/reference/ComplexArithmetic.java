package org.znn.worker.convolution.fft.reference;

/** Element-wise multiply-add of complex numbers, stored as pairs (real, imaginary). */
final class ComplexArithmetic {

    private ComplexArithmetic() {
    }

    /** Computes sum[f] += a[f]·b[f] for {@code count} doubles, two to a complex number. */
    static void multiplyAdd(double[] a, int aOffset, double[] b, int bOffset, double[] sum, int sumOffset, int count) {
        for (int f = 0; f < count; f += 2) {
            double aRe = a[aOffset + f];
            double aIm = a[aOffset + f + 1];
            double bRe = b[bOffset + f];
            double bIm = b[bOffset + f + 1];
            sum[sumOffset + f] = Math.fma(aRe, bRe, Math.fma(-aIm, bIm, sum[sumOffset + f]));
            sum[sumOffset + f + 1] = Math.fma(aRe, bIm, Math.fma(aIm, bRe, sum[sumOffset + f + 1]));
        }
    }

    /** Computes sum[f] += a[f]·conj(b[f]) for {@code count} doubles, two to a complex number. */
    static void multiplyConjugateAdd(double[] a, int aOffset, double[] b, int bOffset, double[] sum, int sumOffset,
            int count) {
        for (int f = 0; f < count; f += 2) {
            double aRe = a[aOffset + f];
            double aIm = a[aOffset + f + 1];
            double bRe = b[bOffset + f];
            double bIm = b[bOffset + f + 1];
            sum[sumOffset + f] = Math.fma(aRe, bRe, Math.fma(aIm, bIm, sum[sumOffset + f]));
            sum[sumOffset + f + 1] = Math.fma(aIm, bRe, Math.fma(-aRe, bIm, sum[sumOffset + f + 1]));
        }
    }
}
