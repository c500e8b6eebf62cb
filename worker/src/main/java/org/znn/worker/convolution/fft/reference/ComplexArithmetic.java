package org.znn.worker.convolution.fft.reference;

/** Element-wise multiply-add of complex numbers, stored as pairs (real, imaginary). */
final class ComplexArithmetic {

    private ComplexArithmetic() {
    }

    /** sum[f] += a[f]·b[f], for {@code count} doubles, two to a complex number. */
    static void multiplyAdd(double[] a, int aAt, double[] b, int bAt, double[] sum, int sumAt, int count) {
        for (int f = 0; f < count; f += 2) {
            double aRe = a[aAt + f];
            double aIm = a[aAt + f + 1];
            double bRe = b[bAt + f];
            double bIm = b[bAt + f + 1];
            sum[sumAt + f] = Math.fma(aRe, bRe, Math.fma(-aIm, bIm, sum[sumAt + f]));
            sum[sumAt + f + 1] = Math.fma(aRe, bIm, Math.fma(aIm, bRe, sum[sumAt + f + 1]));
        }
    }

    /** sum[f] += a[f]·conj(b[f]), for {@code count} doubles, two to a complex number. */
    static void multiplyConjugateAdd(double[] a, int aAt, double[] b, int bAt, double[] sum, int sumAt, int count) {
        for (int f = 0; f < count; f += 2) {
            double aRe = a[aAt + f];
            double aIm = a[aAt + f + 1];
            double bRe = b[bAt + f];
            double bIm = b[bAt + f + 1];
            sum[sumAt + f] = Math.fma(aRe, bRe, Math.fma(aIm, bIm, sum[sumAt + f]));
            sum[sumAt + f + 1] = Math.fma(aIm, bRe, Math.fma(-aRe, bIm, sum[sumAt + f + 1]));
        }
    }
}
