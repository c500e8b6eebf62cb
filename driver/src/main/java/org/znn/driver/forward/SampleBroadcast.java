package org.znn.driver.forward;

import java.util.List;
import java.util.Map;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.SizeRelation;
import org.znn.common.network.Weights;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.Padding;
import org.znn.common.volume.Precision;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/**
 * Everything that an executor needs to compute any block of one sample. Broadcast once.
 *
 * @param network       graph of the network
 * @param weights       weights of the network
 * @param precision     precision of the computation
 * @param softmax       whether a softmax over the channels is applied to the outputs
 * @param threads       maximum threads per pass; 0 for all cores of the executor
 * @param executorCores cores by executor id, as far as known
 * @param algorithms    convolution algorithm of each layer
 * @param pass          output voxels of one pass (z, y, x)
 * @param blocks        grid of output blocks, one task per block
 * @param chunk         storage chunk in voxels (z, y, x)
 * @param inputs        images, one per input node
 * @param outputs       outputs, one per output node
 * @param compression   deflate level of the chunks
 * @param parts         folder of the parts
 * @param fingerprint   fingerprint of the job
 * @param storages      file systems of images and parts
 */
public record SampleBroadcast(NetworkSpec network, Weights weights, Precision precision, boolean softmax, int threads,
        Map<String, Integer> executorCores, AlgorithmSelection algorithms, Vec3 pass, Grid blocks, Vec3 chunk,
        List<Input> inputs, List<Output> outputs, int compression, String parts, String fingerprint,
        Storages storages) {

    /** Returns the files of all images. */
    List<VolumePart> images() {
        return inputs.stream().flatMap(input -> input.parts().stream()).toList();
    }

    /**
     * Image of an input node.
     *
     * @param node          name of the node
     * @param parts         files of the channels in order, all of equal size
     * @param padding       mirrored padding around the image
     * @param normalization normalization of the grey values
     * @param sizeRelation  mapping from output voxels to the padded input voxels they depend on
     */
    public record Input(String node, List<VolumePart> parts, Padding padding, Normalization normalization,
            SizeRelation sizeRelation) {
    }

    /**
     * Output node.
     *
     * @param node     name of the node
     * @param channels number of feature maps
     */
    public record Output(String node, int channels) {
    }
}
