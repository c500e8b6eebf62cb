package org.znn.worker.choice;

import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.convolution.Footprint;

/**
 * A method that a convolution could be computed by.
 *
 * @param method    itself
 * @param cost      time, in whatever unit
 * @param footprint of it
 */
record Option(ConvolutionMethod method, double cost, Footprint footprint) {

    /** Others must save more than this share of the direct method's time. */
    private static final double WORTH_IT = 0.03;

    long bytes() {
        return footprint.held() + footprint.scratch().bytes();
    }

    /** By which options are preferred: the cost, a little less for the direct one, so that ties go to it. */
    double rank() {
        return method == ConvolutionMethod.DIRECT ? cost * (1 - WORTH_IT) : cost;
    }
}
