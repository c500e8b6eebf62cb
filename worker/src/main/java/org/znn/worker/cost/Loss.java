package org.znn.worker.cost;

import org.znn.common.config.CostFunction;

/**
 * What one output value p costs where l is right (ZNN-SEMANTICS 4), in float64. A term that is multiplied by 0 is 0,
 * also where its logarithm is infinite: a value that is exactly right costs nothing, one that is exactly wrong an
 * infinite amount; gradients are finite in either case.
 */
enum Loss {
    SQUARE {
        @Override
        double error(double p, double l) {
            return (p - l) * (p - l);
        }

        @Override
        double gradient(double p, double l) {
            return 2 * (p - l);
        }
    },
    SQUARE_SQUARE {
        @Override
        double error(double p, double l) {
            return SQUARE.error(unforgiven(p - l), 0);
        }

        @Override
        double gradient(double p, double l) {
            return SQUARE.gradient(unforgiven(p - l), 0);
        }
    },
    BINOMIAL {
        @Override
        double error(double p, double l) {
            return entropy(p, l) + entropy(1 - p, 1 - l);
        }

        /** With respect to what the logistic function was applied to, as of the softmax. */
        @Override
        double gradient(double p, double l) {
            return p - l;
        }
    },
    SOFTMAX {
        @Override
        double error(double p, double l) {
            return entropy(p, l);
        }

        /** With respect to what the softmax was applied to, where the labels of a voxel add up to 1. */
        @Override
        double gradient(double p, double l) {
            return p - l;
        }
    };

    private static final double MARGIN = 0.2;

    static Loss of(CostFunction function) {
        return switch (function) {
            case SQUARE -> SQUARE;
            case SQUARE_SQUARE -> SQUARE_SQUARE;
            case BINOMIAL -> BINOMIAL;
            case SOFTMAX -> SOFTMAX;
        };
    }

    abstract double error(double p, double l);

    abstract double gradient(double p, double l);

    private static double unforgiven(double difference) {
        return Math.abs(difference) <= MARGIN ? 0 : difference;
    }

    /** To the same bits on every machine, hence {@link StrictMath}. A p that is not a number stays one. */
    private static double entropy(double p, double l) {
        return l == 0 && !Double.isNaN(p) ? 0 : -l * StrictMath.log(p);
    }
}
