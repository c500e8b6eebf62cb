package org.znn.common.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;
import org.znn.common.problem.Suggestion;

/**
 * Takes the weights of a network from a file, layer by layer, by name (ZNN-SEMANTICS 8.2). A wrong shape is an error;
 * layers of the file that the network does not have, and weights that are no numbers, are warnings.
 */
public final class WeightMatcher {

    private final NetworkSpec network;
    private final NetworkFile file;
    private final Problems problems;
    private final Map<String, Filters> filters = new TreeMap<>();
    private final Map<String, double[]> biases = new TreeMap<>();
    private final Map<String, Filters> filterMomentum = new TreeMap<>();
    private final Map<String, double[]> biasMomentum = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();
    /** Layers that say they take nothing from a file. */
    private int exempt;

    private WeightMatcher(NetworkSpec network, NetworkFile file, Problems problems) {
        this.network = network;
        this.file = file;
        this.problems = problems;
    }

    /**
     * Weights and their momentum, for one network.
     *
     * @param momentum 0 where the file has none
     * @param whole    whether the file has every layer of the network, with its momentum, and no other
     */
    public record Match(Weights weights, Weights momentum, boolean whole) {
    }

    /** Weights for a network that is to run or to be trained further: a layer that the file lacks is an error. */
    public static Match complete(NetworkSpec network, NetworkFile file, Problems problems) {
        WeightMatcher matcher = new WeightMatcher(network, file, problems);
        matcher.match(false);
        for (String layer : matcher.missing) {
            problems.error(file.path(), "has no weights for layer '" + layer + "' of " + network.source(),
                    Suggestion.nearest(layer, matcher.unknown())
                            .map(n -> "it has '" + n + "'; is it meant? ").orElse("")
                            + "give the file that was saved with this network");
        }
        return matcher.result();
    }

    /**
     * Weights for the training of a network that starts from another's: layers that the file lacks, or that say
     * {@code seeding 0} or {@code load 0}, keep those they have.
     *
     * @param initial weights of all layers
     */
    public static Match seeded(NetworkSpec network, NetworkFile file, Weights initial, Problems problems) {
        WeightMatcher matcher = new WeightMatcher(network, file, problems);
        matcher.match(true);
        if (!matcher.missing.isEmpty()) {
            problems.warn(file.path(), "layer(s) " + String.join(", ", matcher.missing)
                    + " not found; they keep their initial weights", "");
        }
        initial.filters().forEach(matcher.filters::putIfAbsent);
        initial.biases().forEach(matcher.biases::putIfAbsent);
        return matcher.result();
    }

    private void match(boolean seeding) {
        for (EdgeSpec edge : network.edges()) {
            if (edge.type() == EdgeType.CONV && (edge.isSeeded() || !seeding)) {
                edge(edge);
            } else if (edge.type() == EdgeType.CONV) {
                exempt++;
            }
        }
        for (NodeSpec node : network.nodes()) {
            if (node.type() == NodeType.TRANSFER && (node.isSeeded() || !seeding)) {
                node(node);
            } else if (node.type() == NodeType.TRANSFER) {
                exempt++;
            }
        }
        warnOfUnknown();
        warnOfNotANumber();
    }

    private void edge(EdgeSpec edge) {
        Filters found = file.weights().filters().get(edge.name());
        if (found == null) {
            missing.add(edge.name());
            return;
        }
        int in = network.node(edge.input()).size();
        int out = network.node(edge.output()).size();
        if (!fits(found, in, out, edge.size())) {
            wrongShape("filters", edge.name(), shape(found.in(), found.out(), found.size()),
                    shape(in, out, edge.size()) + " (in,out,z,y,x)");
            return;
        }
        filters.put(edge.name(), found);
        Filters momentum = file.momentum().filters().get(edge.name());
        if (momentum != null && fits(momentum, in, out, edge.size())) {
            filterMomentum.put(edge.name(), momentum);
        } else if (momentum != null) {
            problems.warn(file.path(), "the momentum of layer '" + edge.name() + "' has another shape than its filters "
                    + "and is not copied", "");
        }
    }

    private void node(NodeSpec node) {
        double[] found = file.weights().biases().get(node.name());
        if (found == null) {
            missing.add(node.name());
            return;
        }
        if (found.length != node.size()) {
            wrongShape("biases", node.name(), "" + found.length, "" + node.size());
            return;
        }
        biases.put(node.name(), found);
        double[] momentum = file.momentum().biases().get(node.name());
        if (momentum != null && momentum.length == node.size()) {
            biasMomentum.put(node.name(), momentum);
        }
    }

    private void wrongShape(String what, String layer, String found, String needed) {
        problems.error(file.path(), "the " + what + " of layer '" + layer + "' have the shape " + found + ", "
                + network.source() + " needs " + needed, "give the file that was saved with this network");
    }

    private static boolean fits(Filters filters, int in, int out, Vec3 size) {
        return filters.in() == in && filters.out() == out && filters.size().equals(size);
    }

    private static String shape(int in, int out, Vec3 size) {
        return in + "," + out + "," + size;
    }

    /** Layers of the file that the network does not have. */
    private TreeSet<String> unknown() {
        TreeSet<String> unknown = new TreeSet<>(file.options().keySet());
        network.nodes().forEach(n -> unknown.remove(n.name()));
        network.edges().forEach(e -> unknown.remove(e.name()));
        return unknown;
    }

    private void warnOfUnknown() {
        if (!unknown().isEmpty()) {
            problems.warn(file.path(), "layer(s) " + String.join(", ", unknown()) + " of the file are not in "
                    + network.source() + " and are not copied", "");
        }
    }

    private void warnOfNotANumber() {
        TreeSet<String> layers = new TreeSet<>();
        filters.forEach((name, f) -> addIfNotFinite(layers, name, f.values()));
        biases.forEach((name, b) -> addIfNotFinite(layers, name, b));
        if (!layers.isEmpty()) {
            problems.warn(file.path(), "layer(s) " + String.join(", ", layers) + " hold NaN or infinite weights",
                    "the training has diverged; use a file saved before it did");
        }
    }

    private static void addIfNotFinite(TreeSet<String> layers, String name, double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                layers.add(name);
                return;
            }
        }
    }

    private Match result() {
        boolean whole = missing.isEmpty() && unknown().isEmpty() && exempt == 0
                && filterMomentum.size() + biasMomentum.size() == filters.size() + biases.size();
        filters.forEach((name, f) -> filterMomentum.putIfAbsent(name,
                new Filters(f.in(), f.out(), f.size(), new double[f.values().length])));
        biases.forEach((name, b) -> biasMomentum.putIfAbsent(name, new double[b.length]));
        return new Match(new Weights(filters, biases), new Weights(filterMomentum, biasMomentum),
                whole);
    }
}
