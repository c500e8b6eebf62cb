package org.znn.worker.convolution;

/**
 * Feature maps of a node, in either precision.
 *
 * @param layout position of each voxel in {@code data}
 * @param data   array of at least {@link FeatureMapLayout#length} elements; the padding is undefined
 * @param <A>    {@code float[]} or {@code double[]}
 */
public record FeatureMaps<A>(FeatureMapLayout layout, A data) {
}
