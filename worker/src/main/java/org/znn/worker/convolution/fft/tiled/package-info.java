/**
 * Convolution by discrete Fourier transforms of small overlapping tiles. The channels of a block lie side by side in
 * the lanes of a vector, so a transform is plain arithmetic on vectors, without a shuffle, whatever its length.
 *
 * <p>Two tiles, or two kernels, are transformed together, as real and imaginary part of one complex tile, and told
 * apart at the end by the symmetry of the spectra of real numbers ({@code HalfSpectrum}).
 *
 * <p>Where input channels are few there is little to sum in the frequency domain, and what counts is that a tile stays
 * in the cache from the input to the output: only planes are transformed then, and sums along z are direct
 * ({@code PlaneConvolution}, {@code PlaneWeightGradient}).
 */
package org.znn.worker.convolution.fft.tiled;

