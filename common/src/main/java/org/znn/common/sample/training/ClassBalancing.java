package org.znn.common.sample.training;

import java.util.Arrays;
import org.znn.common.config.OutputType;
import org.znn.common.config.RebalanceMode;

/**
 * Formulas that turn class frequencies into class weights which compensate for rare classes (ZNN-SEMANTICS 4). The
 * weight of an absent class is 1, and so is every weight if only one class is present.
 */
enum ClassBalancing {
    /**
     * N / (C·n) for a class of n voxels among N voxels of C present classes: the mean weight of a voxel is 1. ZNN's
     * formula A.
     */
    INVERSE_FREQUENCY {
        @Override
        double weight(long count, long total, long present) {
            return (double) total / present / count;
        }
    },
    /** (N − n) / N for a class of n voxels among N: the weights of two classes add up to 1. ZNN's formula B. */
    COMPLEMENT_FREQUENCY {
        @Override
        double weight(long count, long total, long present) {
            return (double) (total - count) / total;
        }
    };

    /**
     * Returns the formula that ZNN uses. ZNN never defined one for semantic labels; {@link #INVERSE_FREQUENCY} is used.
     */
    static ClassBalancing of(OutputType type, RebalanceMode mode) {
        return switch (type) {
            case BOUNDARY -> mode == RebalanceMode.GLOBAL ? INVERSE_FREQUENCY : COMPLEMENT_FREQUENCY;
            case AFFINITY -> COMPLEMENT_FREQUENCY;
            case SEMANTIC -> INVERSE_FREQUENCY;
        };
    }

    /**
     * Computes the weight of a present class.
     *
     * @param count   voxels of the class
     * @param total   voxels of all classes
     * @param present number of classes with at least one voxel, at least 2
     */
    abstract double weight(long count, long total, long present);

    /** Computes the weight of every class from the number of its voxels. */
    double[] weights(long[] counts) {
        long total = Arrays.stream(counts).sum();
        long present = Arrays.stream(counts).filter(n -> n > 0).count();
        return Arrays.stream(counts).mapToDouble(n -> n == 0 || present == 1 ? 1 : weight(n, total, present)).toArray();
    }
}
