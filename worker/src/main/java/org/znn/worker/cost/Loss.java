package org.znn.worker.cost;

import org.znn.common.config.CostFunction;
import org.znn.common.volume.Volume;

/**
 * Loss of one output value p for the label l (ZNN-SEMANTICS 4), in float64. The product of 0 and an infinite logarithm
 * is taken as 0, so an exactly correct value has zero loss, and an exactly wrong one infinite loss with
 * {@link #BINOMIAL}; gradients are finite in both cases.
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
            return SQUARE.error(beyondMargin(p - l), 0);
        }

        @Override
        double gradient(double p, double l) {
            return SQUARE.gradient(beyondMargin(p - l), 0);
        }
    },
    BINOMIAL {
        @Override
        double error(double p, double l) {
            return entropy(p, l) + entropy(1 - p, 1 - l);
        }

        /** Returns the gradient with respect to the argument of the logistic function. */
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

        /** Returns a finite loss for every finite output: a probability rounded to 0 has a finite logarithm. */
        @Override
        double error(double p, double l, Volume outputs, int index) {
            return p == 0 && l != 0 ? l * Softmax.negativeLogarithm(outputs, index) : error(p, l);
        }

        /** Returns the gradient with respect to the argument of the softmax, if the labels of a voxel add up to 1. */
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

    /**
     * Returns the loss of one element of a volume.
     *
     * @param outputs values of the output node, before any softmax
     * @param index   index of the element in {@code outputs}
     */
    double error(double p, double l, Volume outputs, int index) {
        return error(p, l);
    }

    abstract double gradient(double p, double l);

    private static double beyondMargin(double difference) {
        return Math.abs(difference) <= MARGIN ? 0 : difference;
    }

    /** Computes −l·log p with {@link StrictMath}, for the same bits on every machine; NaN propagates from p. */
    private static double entropy(double p, double l) {
        return l == 0 && !Double.isNaN(p) ? 0 : -l * StrictMath.log(p);
    }
}
