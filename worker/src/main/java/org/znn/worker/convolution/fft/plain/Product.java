package org.znn.worker.convolution.fft.plain;

/** Products of complex numbers (real, imaginary), one by one, added to sums. */
final class Product {

    private Product() {
    }

    /** sum[f] += a[f]·b[f] for {@code count} numbers, two of them a complex one. */
    static void add(double[] a, int aAt, double[] b, int bAt, double[] sum, int at, int count) {
        for (int f = 0; f < count; f += 2) {
            double re = a[aAt + f];
            double im = a[aAt + f + 1];
            double bRe = b[bAt + f];
            double bIm = b[bAt + f + 1];
            sum[at + f] = Math.fma(re, bRe, Math.fma(-im, bIm, sum[at + f]));
            sum[at + f + 1] = Math.fma(re, bIm, Math.fma(im, bRe, sum[at + f + 1]));
        }
    }

    /** sum[f] += a[f]·conj(b[f]) for {@code count} numbers, two of them a complex one. */
    static void addConjugate(double[] a, int aAt, double[] b, int bAt, double[] sum, int at, int count) {
        for (int f = 0; f < count; f += 2) {
            double re = a[aAt + f];
            double im = a[aAt + f + 1];
            double bRe = b[bAt + f];
            double bIm = b[bAt + f + 1];
            sum[at + f] = Math.fma(re, bRe, Math.fma(im, bIm, sum[at + f]));
            sum[at + f + 1] = Math.fma(im, bRe, Math.fma(-re, bIm, sum[at + f + 1]));
        }
    }
}
