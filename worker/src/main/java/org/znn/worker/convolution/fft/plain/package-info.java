/** Convolution by fast Fourier transforms of overlapping tiles, plain: JTransforms in float64, no vectors. */
package org.znn.worker.convolution.fft.plain;

