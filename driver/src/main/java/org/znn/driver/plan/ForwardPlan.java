package org.znn.driver.plan;

import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.worker.choice.ConvolutionChooser;

/**
 * What a forward job will do.
 *
 * @param path        of the job's {@code .cfg}
 * @param network     its graph
 * @param weightsPath where its parameters come from
 * @param weights     its parameters
 * @param precision   it computes and writes in
 * @param softmax     whether outputs become probabilities
 * @param threads     most threads of a pass; 0 for all an executor has
 * @param chooser     decides how its convolutions are computed
 * @param wanted      pass that the user asked for; empty where the plan chose
 * @param samples     in the order they are computed
 */
public record ForwardPlan(String path, NetworkSpec network, String weightsPath, Weights weights, Precision precision,
        boolean softmax, int threads, ConvolutionChooser chooser, Optional<Vec3> wanted, List<SamplePlan> samples) {

    /** The same job with other plans of its samples. */
    public ForwardPlan with(List<SamplePlan> others) {
        return new ForwardPlan(path, network, weightsPath, weights, precision, softmax, threads, chooser, wanted,
                others);
    }
}
