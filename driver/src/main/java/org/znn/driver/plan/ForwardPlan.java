package org.znn.driver.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.znn.common.config.OutputType;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.worker.autotune.AlgorithmSelector;

/**
 * The plan of a forward job.
 *
 * @param jobPath       path of the job's {@code .cfg}
 * @param network       graph of the network
 * @param weightsPath   path of the file with the weights
 * @param weights       weights of the network
 * @param precision     precision of computation and output
 * @param outputType    meaning of the outputs
 * @param softmax       whether softmax is applied to the outputs
 * @param threads       maximum number of threads of a pass; 0 for all cores of an executor
 * @param selector      selector of the convolution algorithms
 * @param requestedPass pass size in output voxels that the user requested; empty if the plan selects it
 * @param samples       plans of the samples in the order of their computation
 */
public record ForwardPlan(String jobPath, NetworkSpec network, String weightsPath, Weights weights,
        Precision precision, OutputType outputType, boolean softmax, int threads, AlgorithmSelector selector,
        Optional<Vec3> requestedPass, List<SamplePlan> samples) {

    /** Returns the paths with which the names of the files of each sample begin, in the order of their numbers. */
    public List<String> outputPaths() {
        return samples.stream().sorted(Comparator.comparingInt(SamplePlan::number)).map(SamplePlan::basePath).toList();
    }

    /** Returns the same plan with other plans of its samples. */
    public ForwardPlan withSamples(List<SamplePlan> others) {
        return new ForwardPlan(jobPath, network, weightsPath, weights, precision, outputType, softmax, threads,
                selector, requestedPass, others);
    }
}
