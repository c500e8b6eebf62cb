package org.znn.worker.convolution;


/**
 * The feature maps of a node in either precision.
 *
 * @param layout where they lie
 * @param data   at least {@link MapsLayout#length} long; what lies in the padding is undefined
 * @param <A>    {@code float[]} or {@code double[]}
 */
public record Maps<A>(MapsLayout layout, A data) {
}
