package org.znn.driver.forward;

import java.util.List;
import java.util.Map;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.SizeMap;
import org.znn.common.network.Weights;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.Padding;
import org.znn.common.volume.Precision;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/**
 * All that an executor needs to compute any block of one sample. Broadcast once.
 *
 * @param network     its graph
 * @param weights     its parameters
 * @param precision   it computes in
 * @param softmax     whether outputs become probabilities
 * @param threads     most threads of a pass; 0 for all cores of the executor
 * @param cores       cores by executor, as far as known
 * @param choice      how convolutions are computed
 * @param pass        output voxels of one pass
 * @param blocks      the output cut into blocks, one a task
 * @param chunk       storage chunk
 * @param inputs      one an input node
 * @param outputs     one an output node
 * @param compression deflate level of the chunks
 * @param parts       folder for finished blocks
 * @param fingerprint of the job
 * @param storages    where files are found
 */
public record SampleTask(NetworkSpec network, Weights weights, Precision precision, boolean softmax, int threads,
        Map<String, Integer> cores, ConvolutionChoice choice, Vec3 pass, Grid blocks, Vec3 chunk, List<Input> inputs,
        List<Output> outputs, int compression, String parts, String fingerprint, Storages storages) {

    /**
     * An input node's image.
     *
     * @param node          name
     * @param parts         files that give the image's channels, in order, all of one size
     * @param padding       mirrored around it
     * @param normalization of its grey values
     * @param sizes         from output voxels to the padded voxels they depend on
     */
    public record Input(String node, List<VolumePart> parts, Padding padding, Normalization normalization,
            SizeMap sizes) {
    }

    /**
     * An output node.
     *
     * @param node     name
     * @param channels feature maps
     */
    public record Output(String node, int channels) {
    }
}
