/**
 * Convolution by Winograd's minimal filtering (Toom-Cook): small kernels in a fraction of the multiplications.
 *
 * <p>Packages, each of which depends on those before it only: {@code transform} and {@code gemm}, {@code outerproduct},
 * {@code tiling}, {@code interleave}, {@code output}, then {@code pipeline} (forward and input gradient) and
 * {@code gradient} (weight gradient).
 */
package org.znn.worker.convolution.winograd;
