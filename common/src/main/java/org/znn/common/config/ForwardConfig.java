package org.znn.common.config;

import java.util.Optional;
import org.znn.common.geometry.Vec3;

/**
 * Configuration of a forward job.
 *
 * @param job             settings common to all jobs
 * @param samples         samples to process
 * @param weights         path of the network's {@code .h5} file
 * @param outputSize      output size of one pass in voxels (z, y, x); empty for {@code auto}
 * @param convolutionMode permitted convolution algorithms
 * @param outputPrefix    path prefix of the output files
 */
public record ForwardConfig(JobConfig job, SampleRange samples, String weights, Optional<Vec3> outputSize,
        ConvolutionMode convolutionMode, String outputPrefix) {
}
