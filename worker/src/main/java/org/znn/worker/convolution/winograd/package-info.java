/**
 * Convolution by Winograd's minimal filtering (Toom-Cook): small kernels in a fraction of the multiplications.
 *
 * <p>Sub-packages in order of dependency: {@code transform} (matrices and one-dimensional transforms), {@code gemm} and
 * {@code outerproduct} (register-blocked kernels), {@code tiling}, {@code interleave}, {@code output}; then
 * {@code pipeline} (forward convolution and input gradient) and {@code gradient} (weight gradient).
 */
package org.znn.worker.convolution.winograd;
