package org.znn.worker.engine;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;

/** A step that computes the convolution of a conv edge, or one of its gradients. */
interface ConvolutionStep extends Step {

    String edge();

    ConvolutionShape shape();

    AlgorithmKind algorithm();

    ConvolutionPass pass();

    /** Size (z, y, x) of an output map of the convolution, in every pass. */
    Vec3 output();

    /** Human-readable shape and, unless it is the direct one, algorithm. */
    default String description() {
        return shape().description() + (algorithm() == AlgorithmKind.DIRECT ? "" : ", " + algorithm().text());
    }

    @Override
    default Footprint footprint(Backend<?> backend, int threads) {
        return PassTooLargeException.checkArrayLength(edge(), shape().out(), output(),
                () -> backend.algorithm(algorithm()).footprint(pass(), shape(), output(), threads));
    }

    @Override
    default List<ConvolutionStep> convolutions() {
        return List.of(this);
    }
}
