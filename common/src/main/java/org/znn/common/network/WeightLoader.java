package org.znn.common.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.geometry.Vec3;

/**
 * Loads the weights of a network from a file, matching layers by name (ZNN-SEMANTICS 8.2). A wrong shape is an error;
 * layers unknown to the network and non-finite weights give warnings.
 */
public final class WeightLoader {

    private final NetworkSpec network;
    private final NetworkFile file;
    private final Diagnostics diagnostics;
    private final Map<String, Filters> filters = new TreeMap<>();
    private final Map<String, double[]> biases = new TreeMap<>();
    private final Map<String, Filters> filterMomentum = new TreeMap<>();
    private final Map<String, double[]> biasMomentum = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();
    /** Number of layers excluded from loading by {@code seeding 0} or {@code load 0}. */
    private int excluded;

    private WeightLoader(NetworkSpec network, NetworkFile file, Diagnostics diagnostics) {
        this.network = network;
        this.file = file;
        this.diagnostics = diagnostics;
    }

    /**
     * Weights of all layers of a network.
     *
     * @param weights  filters and biases
     * @param momentum momentum of the weights; 0 where the file has none
     * @param complete whether the file has exactly the layers of the network, each with its momentum, and all were
     *                 loaded
     */
    public record LoadedWeights(Weights weights, Weights momentum, boolean complete) {
    }

    /** Loads all weights for inference or continued training; reports layers that are missing from the file. */
    public static LoadedWeights load(NetworkSpec network, NetworkFile file, Diagnostics diagnostics) {
        WeightLoader loader = new WeightLoader(network, file, diagnostics);
        loader.loadLayers(false);
        for (String layer : loader.missing) {
            diagnostics.error(file.path(), "has no weights for layer '" + layer + "' of " + network.source(),
                    Suggestion.nearest(layer, loader.unknownLayers())
                            .map(n -> "did you mean its layer '" + n + "'? ").orElse("")
                            + "give the file that was saved with this network");
        }
        return loader.result();
    }

    /**
     * Loads the weights of a seed network for training. Layers that the file lacks, or that have {@code seeding 0} or
     * {@code load 0}, keep their initial weights.
     *
     * @param initial initial weights of all layers
     */
    public static LoadedWeights loadSeed(NetworkSpec network, NetworkFile file, Weights initial,
            Diagnostics diagnostics) {
        WeightLoader loader = new WeightLoader(network, file, diagnostics);
        loader.loadLayers(true);
        if (!loader.missing.isEmpty()) {
            diagnostics.warn(file.path(), "layer(s) " + String.join(", ", loader.missing)
                    + " not found; they keep their initial weights", "");
        }
        initial.filters().forEach(loader.filters::putIfAbsent);
        initial.biases().forEach(loader.biases::putIfAbsent);
        return loader.result();
    }

    private void loadLayers(boolean seeding) {
        for (EdgeSpec edge : network.edges()) {
            if (edge.type() == EdgeType.CONV && (edge.acceptsSeed() || !seeding)) {
                loadFilters(edge);
            } else if (edge.type() == EdgeType.CONV) {
                excluded++;
            }
        }
        for (NodeSpec node : network.nodes()) {
            if (node.type() == NodeType.TRANSFER && (node.acceptsSeed() || !seeding)) {
                loadBiases(node);
            } else if (node.type() == NodeType.TRANSFER) {
                excluded++;
            }
        }
        warnAboutUnknownLayers();
        warnAboutNonFiniteWeights();
    }

    private void loadFilters(EdgeSpec edge) {
        Filters found = file.weights().filters().get(edge.name());
        if (found == null) {
            missing.add(edge.name());
            return;
        }
        int in = network.node(edge.input()).featureMaps();
        int out = network.node(edge.output()).featureMaps();
        if (!fits(found, in, out, edge.size())) {
            reportShape("filters", edge.name(), shape(found.in(), found.out(), found.size()),
                    shape(in, out, edge.size()) + " (in,out,z,y,x)");
            return;
        }
        filters.put(edge.name(), found);
        Filters momentum = file.momentum().filters().get(edge.name());
        if (momentum != null && fits(momentum, in, out, edge.size())) {
            filterMomentum.put(edge.name(), momentum);
        } else if (momentum != null) {
            diagnostics.warn(file.path(), "the momentum of layer '" + edge.name()
                    + "' differs in shape from its filters and is not loaded", "");
        }
    }

    private void loadBiases(NodeSpec node) {
        double[] found = file.weights().biases().get(node.name());
        if (found == null) {
            missing.add(node.name());
            return;
        }
        if (found.length != node.featureMaps()) {
            reportShape("biases", node.name(), "" + found.length, "" + node.featureMaps());
            return;
        }
        biases.put(node.name(), found);
        double[] momentum = file.momentum().biases().get(node.name());
        if (momentum != null && momentum.length == node.featureMaps()) {
            biasMomentum.put(node.name(), momentum);
        }
    }

    private void reportShape(String what, String layer, String found, String needed) {
        diagnostics.error(file.path(), "the " + what + " of layer '" + layer + "' have the shape " + found + ", but "
                + network.source() + " needs " + needed, "give the file that was saved with this network");
    }

    private static boolean fits(Filters filters, int in, int out, Vec3 size) {
        return filters.in() == in && filters.out() == out && filters.size().equals(size);
    }

    private static String shape(int in, int out, Vec3 size) {
        return in + "," + out + "," + size;
    }

    /** Returns the layers of the file that the network does not have. */
    private TreeSet<String> unknownLayers() {
        TreeSet<String> unknown = new TreeSet<>(file.options().keySet());
        network.nodes().forEach(n -> unknown.remove(n.name()));
        network.edges().forEach(e -> unknown.remove(e.name()));
        return unknown;
    }

    private void warnAboutUnknownLayers() {
        if (!unknownLayers().isEmpty()) {
            diagnostics.warn(file.path(), "layer(s) " + String.join(", ", unknownLayers()) + " of the file are not in "
                    + network.source() + " and are not loaded", "");
        }
    }

    private void warnAboutNonFiniteWeights() {
        TreeSet<String> layers = new TreeSet<>();
        filters.forEach((name, f) -> addIfNotFinite(layers, name, f.values()));
        biases.forEach((name, b) -> addIfNotFinite(layers, name, b));
        if (!layers.isEmpty()) {
            diagnostics.warn(file.path(), "layer(s) " + String.join(", ", layers) + " have NaN or infinite weights",
                    "the training diverged; use a file saved earlier");
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

    private LoadedWeights result() {
        boolean complete = missing.isEmpty() && unknownLayers().isEmpty() && excluded == 0
                && filterMomentum.size() + biasMomentum.size() == filters.size() + biases.size();
        filters.forEach((name, f) -> filterMomentum.putIfAbsent(name,
                new Filters(f.in(), f.out(), f.size(), new double[f.values().length])));
        biases.forEach((name, b) -> biasMomentum.putIfAbsent(name, new double[b.length]));
        return new LoadedWeights(new Weights(filters, biases), new Weights(filterMomentum, biasMomentum), complete);
    }
}
