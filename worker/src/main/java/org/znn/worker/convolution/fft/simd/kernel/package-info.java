/** Spectra of kernels and their inverse. */
package org.znn.worker.convolution.fft.simd.kernel;
