package org.znn.common.network;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.znn.common.problem.Problems;

/**
 * Draws the first weights of a network. Each layer has its own generator, SplitMix64 from (seed, name), so that its
 * weights do not change when other layers come or go.
 */
public final class InitialWeights {

    private InitialWeights() {
    }

    /** Filters of every conv edge and biases of every transfer node; an edge without {@code init} is an error. */
    public static Weights draw(NetworkSpec network, long seed, Problems problems) {
        Map<String, Filters> filters = new TreeMap<>();
        Map<String, double[]> biases = new TreeMap<>();
        for (EdgeSpec edge : network.edges()) {
            if (edge.type() == EdgeType.CONV) {
                filters.put(edge.name(), filters(network, edge, seed, problems));
            }
        }
        for (NodeSpec node : network.nodes()) {
            if (node.type() == NodeType.TRANSFER) {
                RandomGenerator random = generator(seed, node.name());
                double[] values = new double[node.size()];
                node.initialiser().ifPresent(init -> fill(values, init, random, 1, 1));
                biases.put(node.name(), values);
            }
        }
        return new Weights(filters, biases);
    }

    private static Filters filters(NetworkSpec network, EdgeSpec edge, long seed, Problems problems) {
        int in = network.node(edge.input()).size();
        int out = network.node(edge.output()).size();
        long kernel = edge.size().product();
        double[] values = new double[Math.toIntExact(in * out * kernel)];
        edge.initialiser().ifPresentOrElse(
                init -> fill(values, init, generator(seed, edge.name()), in * kernel, out * kernel),
                () -> problems.error(network.source() + ":" + edge.line(), "edge '" + edge.name() + "' has no 'init'",
                        "add the line 'init msra' or another, or start from a saved network"));
        return WeightTying.apply(new Filters(in, out, edge.size(), values), edge.repeat());
    }

    private static void fill(double[] values, Initialiser init, RandomGenerator random, double fanIn, double fanOut) {
        for (int i = 0; i < values.length; i++) {
            values[i] = init.draw(random, fanIn, fanOut);
        }
    }

    /** FNV-1a of the layer's name, from the seed. */
    private static RandomGenerator generator(long seed, String name) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return new SplittableRandom(hash);
    }
}
