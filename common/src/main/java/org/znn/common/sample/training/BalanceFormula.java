package org.znn.common.sample.training;

import java.util.Arrays;
import org.znn.common.config.OutType;
import org.znn.common.config.Rebalance;

/**
 * Weights that make up for rare classes, from how often each occurs (ZNN-SEMANTICS 4). Where only one class occurs, or
 * for a class that does not, the weight is 1.
 */
enum BalanceFormula {
    /** N / (C·n), C the number of classes that occur: the mean weight of a voxel is 1. ZNN's formula A. */
    MEAN_ONE {
        @Override
        double weight(long count, long all, long present) {
            return (double) all / present / count;
        }
    },
    /** (N − n) / N of two classes: their weights add up to 1. ZNN's formula B. */
    SUM_ONE {
        @Override
        double weight(long count, long all, long present) {
            return (double) (all - count) / all;
        }
    };

    /** The formula that ZNN takes; what semantic labels get, it never defined. */
    static BalanceFormula of(OutType type, Rebalance mode) {
        return switch (type) {
            case BOUNDARY -> mode == Rebalance.GLOBAL ? MEAN_ONE : SUM_ONE;
            case AFFINITY -> SUM_ONE;
            case SEMANTIC -> MEAN_ONE;
        };
    }

    abstract double weight(long count, long all, long present);

    /** A weight for every class. */
    double[] weights(long[] counts) {
        long all = Arrays.stream(counts).sum();
        long present = Arrays.stream(counts).filter(n -> n > 0).count();
        return Arrays.stream(counts).mapToDouble(n -> n == 0 || present == 1 ? 1 : weight(n, all, present)).toArray();
    }
}
