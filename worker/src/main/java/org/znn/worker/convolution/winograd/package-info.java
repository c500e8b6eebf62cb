/** Convolution by Winograd's minimal filtering (Cook-Toom): small kernels in a fraction of the multiplications. */
package org.znn.worker.convolution.winograd;
