package org.znn.worker.autotune;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.AlgorithmSelection;
import org.znn.worker.engine.PlannedConvolution;

/**
 * The algorithms selected for a network, with the reasons.
 *
 * @param selection            algorithms by edge
 * @param basis                what the selection is based on
 * @param bytes                memory of the whole network with these algorithms
 * @param equivalentOperations estimated cost of a pass, or a training step, in floating-point operations of direct
 *                             convolution that take the same time
 * @param rows                 one row per convolution, in order of execution
 */
public record SelectionReport(AlgorithmSelection selection, Basis basis, long bytes, double equivalentOperations,
        List<Row> rows) {

    /** What a selection can be based on. */
    public enum Basis {
        /** The rule of the mode, which leaves no choice. */
        RULE,
        /** The cost model; a measurement may follow. */
        MODEL,
        /** Measured times. */
        MEASURED,
        /** The selection of an earlier run of the same job. */
        REUSED
    }

    /**
     * The algorithm of one convolution.
     *
     * @param convolution convolution of the plan
     * @param algorithm   selected algorithm
     * @param costs       costs of all candidates: seconds if measured, otherwise equivalent operations
     * @param estimated   candidates whose seconds were extrapolated from a smaller size, or from the cost model
     * @param reason      reason for the selection, in a few words
     */
    public record Row(PlannedConvolution convolution, AlgorithmKind algorithm, Map<AlgorithmKind, Double> costs,
            Set<AlgorithmKind> estimated, String reason) {
    }
}
