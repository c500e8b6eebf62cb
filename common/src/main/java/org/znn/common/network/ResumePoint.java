package org.znn.common.network;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import io.jhdf.api.Attribute;
import io.jhdf.api.Node;
import org.znn.common.volume.Precision;

/**
 * What a run needs beyond ZNN's own layout to go on as if it had never stopped. It stands in attributes of the file's
 * root, where ZNN's loader, which looks at groups alone, does not see it.
 *
 * @param step      the last one done
 * @param seed      of the run
 * @param precision the run computes in
 * @param batch     patches of a step
 * @param eta       learning rate after that step's annealing
 * @param annealing by which eta came about
 * @param interval  sums since the last report, by name
 * @param choice    how the run computes convolutions; empty where an earlier version of this program wrote the file
 */
public record ResumePoint(long step, long seed, Precision precision, int batch, double eta, Annealing annealing,
        Map<String, Double> interval, Optional<ConvolutionChoice> choice) {

    private static final String PREFIX = "znn_on_spark_";
    private static final String SUMS = PREFIX + "interval_";
    /** How many conv edges are not computed directly; how each of them is. */
    private static final String CHOSEN = PREFIX + "convolutions";
    private static final String METHODS = PREFIX + "convolution_";

    public ResumePoint {
        interval = new TreeMap<>(interval);
    }

    /**
     * How a job lets its learning rate fall.
     *
     * @param eta      at the first step
     * @param factor   multiplies it
     * @param interval after every so many steps
     */
    public record Annealing(double eta, double factor, int interval) {

        /** The rate with which the step after the given one is made, as repeated multiplication gives it. */
        public double after(long step) {
            double rate = eta;
            for (long n = 0; n < step / interval && rate != 0 && factor != 1; n++) {
                rate *= factor;
            }
            return rate;
        }
    }

    void write(BiConsumer<String, Object> attribute) {
        attribute.accept(PREFIX + "step", step);
        attribute.accept(PREFIX + "seed", seed);
        attribute.accept(PREFIX + "dtype", precision.name().toLowerCase(Locale.ROOT));
        attribute.accept(PREFIX + "batch", batch);
        attribute.accept(PREFIX + "eta", eta);
        attribute.accept(PREFIX + "first_eta", annealing.eta());
        attribute.accept(PREFIX + "anneal_factor", annealing.factor());
        attribute.accept(PREFIX + "anneal_interval", annealing.interval());
        interval.forEach((name, sum) -> attribute.accept(SUMS + name, sum));
        choice.ifPresent(chosen -> {
            attribute.accept(CHOSEN, chosen.layers().size());
            chosen.layers().forEach((edge, methods) -> attribute.accept(METHODS + edge, methods.text()));
        });
    }

    /** Of a file's root; empty where another program wrote it. */
    static Optional<ResumePoint> read(Node root) {
        Map<String, Attribute> attributes = root.getAttributes();
        if (!attributes.containsKey(PREFIX + "step")) {
            return Optional.empty();
        }
        Map<String, Double> sums = new TreeMap<>();
        attributes.forEach((name, attribute) -> {
            if (name.startsWith(SUMS)) {
                sums.put(name.substring(SUMS.length()), number(attributes, name).doubleValue());
            }
        });
        String dtype = String.valueOf(value(attributes, PREFIX + "dtype"));
        int interval = number(attributes, PREFIX + "anneal_interval").intValue();
        long step = number(attributes, PREFIX + "step").longValue();
        if (!dtype.matches("float32|float64") || interval < 1 || step < 0) {
            throw new BrokenFileException("has attributes " + PREFIX + "… that make no sense");
        }
        return Optional.of(new ResumePoint(step, number(attributes, PREFIX + "seed").longValue(),
                Precision.valueOf(dtype.toUpperCase(Locale.ROOT)), number(attributes, PREFIX + "batch").intValue(),
                number(attributes, PREFIX + "eta").doubleValue(),
                new Annealing(number(attributes, PREFIX + "first_eta").doubleValue(),
                        number(attributes, PREFIX + "anneal_factor").doubleValue(), interval), sums,
                choice(attributes)));
    }

    private static Optional<ConvolutionChoice> choice(Map<String, Attribute> attributes) {
        if (!attributes.containsKey(CHOSEN)) {
            return Optional.empty();
        }
        Map<String, LayerMethods> layers = new TreeMap<>();
        for (String name : attributes.keySet()) {
            if (name.startsWith(METHODS)) {
                try {
                    layers.put(name.substring(METHODS.length()),
                            LayerMethods.parse(String.valueOf(value(attributes, name))));
                } catch (IllegalArgumentException e) {
                    throw new BrokenFileException("has an attribute " + name + ": " + e.getMessage());
                }
            }
        }
        if (layers.size() != number(attributes, CHOSEN).intValue()) {
            throw new BrokenFileException("lacks some of its attributes " + METHODS + "…");
        }
        return Optional.of(new ConvolutionChoice(layers));
    }

    private static Number number(Map<String, Attribute> attributes, String name) {
        if (value(attributes, name) instanceof Number number) {
            return number;
        }
        throw new BrokenFileException("has an attribute " + name + " that is no number");
    }

    private static Object value(Map<String, Attribute> attributes, String name) {
        Attribute attribute = attributes.get(name);
        if (attribute == null || !attribute.isScalar() || attribute.getSizeInBytes() > 64) {
            throw new BrokenFileException("lacks the attribute " + name + ", or it is no single value");
        }
        return attribute.getData();
    }
}
