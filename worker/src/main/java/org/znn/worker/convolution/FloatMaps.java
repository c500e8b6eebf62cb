package org.znn.worker.convolution;

/**
 * The feature maps of a node in float32.
 *
 * @param layout where they lie
 * @param data   at least {@link MapsLayout#length} long; what lies in the padding is undefined
 */
public record FloatMaps(MapsLayout layout, float[] data) {
}
