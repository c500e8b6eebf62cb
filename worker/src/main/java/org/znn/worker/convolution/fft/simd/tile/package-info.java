/** Overlap-save tiles: tiling, transforms, reading from and writing to feature maps. */
package org.znn.worker.convolution.fft.simd.tile;
