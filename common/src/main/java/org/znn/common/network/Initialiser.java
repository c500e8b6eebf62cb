package org.znn.common.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Distribution of the initial weights of a layer ({@code init} and {@code init_args}; ZNN-SEMANTICS 1.5). */
public sealed interface Initialiser {

    /** Known values of {@code init}. */
    List<String> NAMES = List.of("zero", "constant", "uniform", "gaussian", "bernoulli", "xavier", "msra");

    /**
     * Draws the next weight.
     *
     * @param fanIn  number of input maps times kernel voxels of the layer
     * @param fanOut number of output maps times kernel voxels of the layer
     */
    double draw(RandomGenerator random, double fanIn, double fanOut);

    /** Constant value. */
    record Constant(double value) implements Initialiser {
        @Override
        public double draw(RandomGenerator random, double fanIn, double fanOut) {
            return value;
        }
    }

    /** Uniform distribution between low and high. */
    record Uniform(double low, double high) implements Initialiser {
        @Override
        public double draw(RandomGenerator random, double fanIn, double fanOut) {
            return low + random.nextDouble() * (high - low);
        }
    }

    /** Normal distribution. */
    record Gaussian(double mean, double deviation) implements Initialiser {
        /** Box-Muller transform in StrictMath, so that every JVM draws the same values. */
        @Override
        public double draw(RandomGenerator random, double fanIn, double fanOut) {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            return mean + deviation * radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
        }
    }

    /** Bernoulli distribution: 1 with the given probability, else 0. */
    record Bernoulli(double probability) implements Initialiser {
        @Override
        public double draw(RandomGenerator random, double fanIn, double fanOut) {
            return random.nextDouble() < probability ? 1 : 0;
        }
    }

    /** Uniform distribution within ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010). */
    record Xavier() implements Initialiser {
        @Override
        public double draw(RandomGenerator random, double fanIn, double fanOut) {
            double r = Math.sqrt(6 / (fanIn + fanOut));
            return new Uniform(-r, r).draw(random, fanIn, fanOut);
        }
    }

    /** Normal distribution with standard deviation √(2 / fan-in) (He et al. 2015). */
    record Msra() implements Initialiser {
        @Override
        public double draw(RandomGenerator random, double fanIn, double fanOut) {
            return new Gaussian(0, Math.sqrt(2 / fanIn)).draw(random, fanIn, fanOut);
        }
    }

    /**
     * Returns the initialiser that a layer's options specify; empty if they specify none.
     *
     * @throws IllegalArgumentException if the name is unknown or its arguments are illegal; the message states the rule
     */
    static Optional<Initialiser> of(Map<String, String> options) {
        String name = options.get("init");
        if (name == null) {
            return Optional.empty();
        }
        double[] a = NumberList.parse(options.get("init_args"))
                .orElseThrow(() -> new IllegalArgumentException("init_args must be numbers separated by commas"));
        return Optional.of(switch (name) {
            case "zero" -> new Constant(0);
            case "constant" -> {
                require(a.length == 1, "constant takes one number in init_args");
                yield new Constant(a[0]);
            }
            case "uniform" -> uniform(a);
            case "gaussian" -> {
                require(a.length == 0 || a.length == 2 && a[1] >= 0,
                        "gaussian takes mean,deviation in init_args, with a deviation of at least 0");
                yield a.length == 0 ? new Gaussian(0, 0.01) : new Gaussian(a[0], a[1]);
            }
            case "bernoulli" -> {
                require(a.length == 0 || a.length == 1 && a[0] >= 0 && a[0] <= 1,
                        "bernoulli takes a probability from 0 to 1 in init_args");
                yield new Bernoulli(a.length == 0 ? 0.5 : a[0]);
            }
            case "xavier" -> new Xavier();
            case "msra" -> new Msra();
            default -> throw new IllegalArgumentException("known: " + String.join(", ", NAMES));
        });
    }

    private static Uniform uniform(double[] a) {
        require(a.length <= 2, "uniform takes r or low,high in init_args");
        Uniform uniform = switch (a.length) {
            case 0 -> new Uniform(-0.1, 0.1);
            case 1 -> new Uniform(-a[0], a[0]);
            default -> new Uniform(a[0], a[1]);
        };
        require(uniform.low <= uniform.high, "uniform takes r or low,high in init_args, with low at most high");
        return uniform;
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule);
        }
    }
}
