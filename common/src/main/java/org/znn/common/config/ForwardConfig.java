package org.znn.common.config;

import java.util.Optional;
import org.znn.common.geometry.Vec3;

/**
 * What a forward job says.
 *
 * @param job          what every job says
 * @param samples      samples to compute
 * @param weights      path of the network's {@code .h5}
 * @param outputSize   output voxels of one pass; empty for {@code auto}
 * @param mode         of convolutions
 * @param outputPrefix of the files written
 */
public record ForwardConfig(JobConfig job, SampleRange samples, String weights, Optional<Vec3> outputSize,
        ConvolutionMode mode, String outputPrefix) {
}
