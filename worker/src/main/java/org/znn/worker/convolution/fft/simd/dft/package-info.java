/** Discrete Fourier transforms of complex vectors: radix passes, transforms of lines, spectra of real signals. */
package org.znn.worker.convolution.fft.simd.dft;
