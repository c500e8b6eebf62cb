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
 * State beyond ZNN's own layout that lets a training run resume as if it had never been interrupted. It is stored in
 * attributes of the file's root, which ZNN's loader ignores because it reads groups only.
 *
 * @param step         number of the last completed step
 * @param seed         seed of the run
 * @param precision    precision of the run
 * @param batchSize    number of patches per step
 * @param learningRate learning rate after the annealing of that step
 * @param annealing    annealing schedule of the run
 * @param intervalSums sums accumulated since the last report, by name
 * @param algorithms   autotuned convolution algorithms of the run; empty if the run does not autotune, or if an earlier
 *                     version of this program wrote the file
 * @param inputs       identity of each image, label and mask, as text, by its role; empty if an earlier version of this
 *                     program wrote the file
 */
public record ResumePoint(long step, long seed, Precision precision, int batchSize, double learningRate,
        Annealing annealing, Map<String, Double> intervalSums, Optional<AlgorithmSelection> algorithms,
        Map<String, String> inputs) {

    static final String PREFIX = "znn_on_spark_";
    private static final String SUM_PREFIX = PREFIX + "interval_";
    /** Number of conv edges that are not computed directly. */
    private static final String ALGORITHM_COUNT = PREFIX + "convolutions";
    /** Prefix of the attributes that hold the algorithms of these edges. */
    private static final String ALGORITHM_PREFIX = PREFIX + "convolution_";

    public ResumePoint {
        intervalSums = new TreeMap<>(intervalSums);
        inputs = new TreeMap<>(inputs);
    }

    /**
     * Schedule by which the learning rate decays.
     *
     * @param initialRate learning rate of the first step
     * @param factor      factor of the learning rate at each annealing
     * @param interval    number of steps between annealings
     */
    public record Annealing(double initialRate, double factor, int interval) {

        /** Returns the learning rate in effect after a step, computed by repeated multiplication. */
        public double rateAfter(long step) {
            double rate = initialRate;
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
        attribute.accept(PREFIX + "batch", batchSize);
        attribute.accept(PREFIX + "eta", learningRate);
        attribute.accept(PREFIX + "first_eta", annealing.initialRate());
        attribute.accept(PREFIX + "anneal_factor", annealing.factor());
        attribute.accept(PREFIX + "anneal_interval", annealing.interval());
        intervalSums.forEach((name, sum) -> attribute.accept(SUM_PREFIX + name, sum));
        algorithms.ifPresent(selection -> {
            attribute.accept(ALGORITHM_COUNT, selection.layers().size());
            selection.layers().forEach((edge, layer) -> attribute.accept(ALGORITHM_PREFIX + edge, layer.text()));
        });
        RecordedInputs.write(inputs, attribute);
    }

    /** Reads the state from a file's root; empty if another program wrote the file. */
    static Optional<ResumePoint> read(Node root) {
        Map<String, Attribute> attributes = root.getAttributes();
        if (!attributes.containsKey(PREFIX + "step")) {
            return Optional.empty();
        }
        Map<String, Double> sums = new TreeMap<>();
        attributes.forEach((name, attribute) -> {
            if (name.startsWith(SUM_PREFIX)) {
                sums.put(name.substring(SUM_PREFIX.length()), number(attributes, name).doubleValue());
            }
        });
        String dtype = String.valueOf(value(attributes, PREFIX + "dtype"));
        int interval = number(attributes, PREFIX + "anneal_interval").intValue();
        long step = number(attributes, PREFIX + "step").longValue();
        if (!dtype.matches("float32|float64") || interval < 1 || step < 0) {
            throw new MalformedFileException("has invalid attributes " + PREFIX + "…");
        }
        return Optional.of(new ResumePoint(step, number(attributes, PREFIX + "seed").longValue(),
                Precision.valueOf(dtype.toUpperCase(Locale.ROOT)), number(attributes, PREFIX + "batch").intValue(),
                number(attributes, PREFIX + "eta").doubleValue(),
                new Annealing(number(attributes, PREFIX + "first_eta").doubleValue(),
                        number(attributes, PREFIX + "anneal_factor").doubleValue(), interval), sums,
                readAlgorithms(attributes), RecordedInputs.read(attributes)));
    }

    private static Optional<AlgorithmSelection> readAlgorithms(Map<String, Attribute> attributes) {
        if (!attributes.containsKey(ALGORITHM_COUNT)) {
            return Optional.empty();
        }
        Map<String, LayerAlgorithms> layers = new TreeMap<>();
        for (String name : attributes.keySet()) {
            if (name.startsWith(ALGORITHM_PREFIX)) {
                try {
                    layers.put(name.substring(ALGORITHM_PREFIX.length()),
                            LayerAlgorithms.parse(String.valueOf(value(attributes, name))));
                } catch (IllegalArgumentException e) {
                    throw new MalformedFileException("has an invalid attribute " + name + ": " + e.getMessage());
                }
            }
        }
        if (layers.size() != number(attributes, ALGORITHM_COUNT).intValue()) {
            throw new MalformedFileException("lacks some of the attributes " + ALGORITHM_PREFIX + "…");
        }
        return Optional.of(new AlgorithmSelection(layers));
    }

    private static Number number(Map<String, Attribute> attributes, String name) {
        if (value(attributes, name) instanceof Number number) {
            return number;
        }
        throw new MalformedFileException("has an attribute " + name + " that is not a number");
    }

    private static Object value(Map<String, Attribute> attributes, String name) {
        Attribute attribute = attributes.get(name);
        if (attribute == null || !attribute.isScalar() || attribute.getSizeInBytes() > 64) {
            throw new MalformedFileException("lacks the attribute " + name + ", or it is not a scalar");
        }
        return attribute.getData();
    }
}
