package org.znn.worker.engine;

import java.util.Optional;
import org.znn.common.network.Filters;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.layer.ElementwiseGradient;
import org.znn.worker.layer.MaxFilterGradient;
import org.znn.worker.layer.MaxPoolGradient;

/**
 * What the steps of a backward pass work with besides.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface TrainingMachine<A> extends Machine<A> {

    InputGradient<A> inputGradient(String edge);

    WeightGradient<A> weightGradient(String edge);

    ElementwiseGradient<A> elementwiseGradient();

    MaxFilterGradient<A> maxFilterGradient();

    MaxPoolGradient<A> maxPoolGradient();

    /** dE/d(output) of an output node; empty where it is zero. */
    Optional<Volume> outputGradient(String node);

    /** Takes dE/d(weight) of a conv edge. */
    void filterGradient(String edge, Filters gradient);

    /** Takes dE/d(bias) of a transfer node. */
    void biasGradient(String node, double[] gradient);
}
