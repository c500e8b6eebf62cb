/**
 * Convolution by discrete Fourier transforms of small overlapping tiles. The channels of a block lie side by side in
 * the lanes of a vector, so a transform is plain arithmetic on vectors, without a shuffle, whatever its length.
 *
 * <p>Two tiles, or two kernels, are transformed together, as real and imaginary part of one complex tile, and told
 * apart at the end by the symmetry of the spectra of real numbers ({@code HalfSpectrum}).
 */
package org.znn.worker.convolution.fft.tiled;

