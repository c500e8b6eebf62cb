/** Reference FFT convolution of overlapping tiles: JTransforms in float64, without the Vector API. */
package org.znn.worker.convolution.fft.reference;
