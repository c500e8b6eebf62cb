/**
 * FFT convolution of small overlapping tiles with the Vector API. The channels of a block lie in the lanes of a vector,
 * so a transform of any length is plain vector arithmetic without shuffles.
 *
 * <p>Two real tiles, or two kernels, are transformed together as the real and imaginary part of one complex tile; the
 * symmetry of the spectra of real signals separates them again
 * ({@link org.znn.worker.convolution.fft.simd.dft.DualReal}).
 *
 * <p>With few input channels there is little to sum in the frequency domain, and what counts is that a tile stays in
 * the cache from input to output: then only planes are transformed, and sums along z are direct
 * ({@link org.znn.worker.convolution.fft.simd.plane.Fft2dConvolution}).
 */
package org.znn.worker.convolution.fft.simd;
