package org.znn.worker.choice;

import java.util.function.LongSupplier;
import org.znn.common.network.ConvolutionMethod;

/**
 * A method that a convolution could be computed by.
 *
 * @param method itself
 * @param cost   time, in whatever unit
 * @param size   bytes that it needs by itself, worked out when they are asked for
 */
record Option(ConvolutionMethod method, double cost, LongSupplier size) {

    /** Others must save more than this share of the direct method's time. */
    private static final double WORTH_IT = 0.03;

    long bytes() {
        return size.getAsLong();
    }

    /** By which options are preferred: the cost, a little less for the direct one, so that ties go to it. */
    double rank() {
        return method == ConvolutionMethod.DIRECT ? cost * (1 - WORTH_IT) : cost;
    }
}
