package org.znn.worker.choice;

import java.util.function.LongSupplier;
import org.znn.common.network.ConvolutionMethod;

/** A method that a convolution could be computed by. */
final class Option {

    /** Others must save more than this share of the direct method's time. */
    private static final double WORTH_IT = 0.03;
    private static final long UNKNOWN = -1;

    private final ConvolutionMethod method;
    private final double cost;
    private final LongSupplier size;
    private long bytes = UNKNOWN;

    /**
     * A method.
     *
     * @param cost time, in whatever unit
     * @param size bytes that it needs by itself, worked out once where somebody asks
     */
    Option(ConvolutionMethod method, double cost, LongSupplier size) {
        this.method = method;
        this.cost = cost;
        this.size = size;
    }

    ConvolutionMethod method() {
        return method;
    }

    double cost() {
        return cost;
    }

    long bytes() {
        if (bytes == UNKNOWN) {
            bytes = size.getAsLong();
        }
        return bytes;
    }

    /** By which options are preferred: the cost, a little less for the direct one, so that ties go to it. */
    double rank() {
        return method == ConvolutionMethod.DIRECT ? cost * (1 - WORTH_IT) : cost;
    }
}
