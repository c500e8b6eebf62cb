package org.znn.worker.autotune;

import java.util.function.LongSupplier;
import org.znn.common.network.AlgorithmKind;

/** An algorithm that could compute a convolution. */
final class Candidate {

    /** Share of the direct algorithm's cost that another algorithm must save to be preferred. */
    private static final double MIN_GAIN = 0.03;
    private static final long UNKNOWN = -1;

    private final AlgorithmKind algorithm;
    private final double cost;
    private final LongSupplier bytesSupplier;
    private long bytes = UNKNOWN;

    /**
     * Creates a candidate.
     *
     * @param cost          time in any unit
     * @param bytesSupplier computes the memory of the algorithm alone in bytes; called once, when first needed
     */
    Candidate(AlgorithmKind algorithm, double cost, LongSupplier bytesSupplier) {
        this.algorithm = algorithm;
        this.cost = cost;
        this.bytesSupplier = bytesSupplier;
    }

    AlgorithmKind algorithm() {
        return algorithm;
    }

    double cost() {
        return cost;
    }

    long bytes() {
        if (bytes == UNKNOWN) {
            bytes = bytesSupplier.getAsLong();
        }
        return bytes;
    }

    /** The cost by which candidates are ranked: slightly reduced for the direct algorithm, so that it wins ties. */
    double rankingCost() {
        return algorithm == AlgorithmKind.DIRECT ? cost * (1 - MIN_GAIN) : cost;
    }
}
