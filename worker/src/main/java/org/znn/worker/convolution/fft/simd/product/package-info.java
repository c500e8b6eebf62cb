/** Complex products at one frequency: the microkernels of FFT convolutions and their gradients. */
package org.znn.worker.convolution.fft.simd.product;
