package org.znn.common.network;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.znn.common.diagnostic.Diagnostics;

/**
 * Draws the initial weights of a network. Each layer has its own SplitMix64 generator, seeded with a hash of the job's
 * seed and the layer's name, so that its weights do not depend on other layers.
 */
public final class InitialWeights {

    private InitialWeights() {
    }

    /** Draws the filters of all conv edges and the biases of all transfer nodes; reports edges without {@code init}. */
    public static Weights draw(NetworkSpec network, long seed, Diagnostics diagnostics) {
        return draw(network, layer -> true, seed, diagnostics);
    }

    /** Same as {@link #draw(NetworkSpec, long, Diagnostics)} for some of the layers, by name. */
    static Weights draw(NetworkSpec network, Predicate<String> layers, long seed, Diagnostics diagnostics) {
        Map<String, Filters> filters = new TreeMap<>();
        Map<String, double[]> biases = new TreeMap<>();
        for (EdgeSpec edge : network.edges()) {
            if (edge.type() == EdgeType.CONV && layers.test(edge.name())) {
                filters.put(edge.name(), filters(network, edge, seed, diagnostics));
            }
        }
        for (NodeSpec node : network.nodes()) {
            if (node.type() == NodeType.TRANSFER && layers.test(node.name())) {
                RandomGenerator random = generator(seed, node.name());
                double[] values = new double[node.featureMaps()];
                node.initialiser().ifPresent(init -> fill(values, init, random, 1, 1));
                biases.put(node.name(), values);
            }
        }
        return new Weights(filters, biases);
    }

    private static Filters filters(NetworkSpec network, EdgeSpec edge, long seed, Diagnostics diagnostics) {
        int in = network.node(edge.input()).featureMaps();
        int out = network.node(edge.output()).featureMaps();
        long kernel = edge.size().product();
        double[] values = new double[Math.toIntExact(Math.multiplyExact((long) in * out, kernel))];
        edge.initialiser().ifPresentOrElse(
                init -> fill(values, init, generator(seed, edge.name()), in * kernel, out * kernel),
                () -> diagnostics.error(network.location(edge), "edge '" + edge.name() + "' has no 'init'",
                        "add a line such as 'init msra', or start from a saved network"));
        return WeightTying.apply(new Filters(in, out, edge.size(), values), edge.repeat());
    }

    private static void fill(double[] values, Initialiser init, RandomGenerator random, double fanIn, double fanOut) {
        for (int i = 0; i < values.length; i++) {
            values[i] = init.draw(random, fanIn, fanOut);
        }
    }

    /** Creates the generator of a layer, seeded with the FNV-1a hash of its name, with the job's seed in the basis. */
    private static RandomGenerator generator(long seed, String name) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return new SplittableRandom(hash);
    }
}
