/** FFT convolution with few input channels: 2-D transforms of planes and direct sums along z. */
package org.znn.worker.convolution.fft.simd.plane;
