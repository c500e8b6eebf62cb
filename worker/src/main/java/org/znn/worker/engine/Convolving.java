package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;

/** A step that computes a convolution, or a gradient of one. */
interface Convolving {

    String edge();

    ConvolutionShape shape();

    ConvolutionMethod method();

    ConvolutionPass pass();

    /** Size of the convolution's output. */
    Vec3 output();

    /** For people: the shape, and the method where it is not the direct one. */
    default String description() {
        return shape().description() + (method() == ConvolutionMethod.DIRECT ? "" : ", " + method().text());
    }

    /**
     * Memory it takes beside the maps.
     *
     * @throws PassTooLarge where an array of it would be too long
     */
    default Footprint footprint(Arithmetic<?> arithmetic, int threads) {
        return PassTooLarge.unless(edge(), shape().out(), output(),
                () -> arithmetic.family(method()).footprint(pass(), shape(), output(), threads));
    }
}
