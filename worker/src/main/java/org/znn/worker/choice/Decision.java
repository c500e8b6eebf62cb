package org.znn.worker.choice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.engine.PlannedConvolution;

/**
 * How a network's convolutions are computed, and why so.
 *
 * @param choice     by edge
 * @param basis      on which it was decided
 * @param bytes      of the whole network with it
 * @param operations of direct convolutions that take as long as a pass, or a step, is thought to take
 * @param rows       one a convolution, in the order in which they are computed
 */
public record Decision(ConvolutionChoice choice, Basis basis, long bytes, double operations, List<Row> rows) {

    /** On what a choice is based. */
    public enum Basis {
        /** What the mode says. */
        RULE,
        /** What methods are thought to cost; to be measured. */
        MODEL,
        /** Measured times. */
        MEASURED,
        /** What an earlier run of the same job chose. */
        KEPT
    }

    /**
     * How one convolution is computed.
     *
     * @param convolution of the plan
     * @param method      chosen
     * @param costs       of all methods that could be, in seconds where measured, else in operations of a direct one
     * @param estimated   methods whose seconds were told by smaller images, or by the model beside others
     * @param why         in a few words
     */
    public record Row(PlannedConvolution convolution, ConvolutionMethod method, Map<ConvolutionMethod, Double> costs,
            Set<ConvolutionMethod> estimated, String why) {
    }
}
