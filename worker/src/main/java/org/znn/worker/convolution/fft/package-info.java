/** Convolution by discrete Fourier transforms. */
package org.znn.worker.convolution.fft;
