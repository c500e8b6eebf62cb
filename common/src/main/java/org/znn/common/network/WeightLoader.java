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
 * layers unknown to the network give a warning.
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
    /** Layers excluded from loading by {@code seeding 0} or {@code load 0}. */
    private final List<String> excluded = new ArrayList<>();

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
     * @param stateful number of layers whose momentum is in the file
     */
    public record LoadedWeights(Weights weights, Weights momentum, int stateful) {

        /** Whether the file has the momentum of every layer. */
        public boolean hasMomentum() {
            return stateful == weights.filters().size() + weights.biases().size();
        }
    }

    /**
     * Weights of a new run that begins with those of another network.
     *
     * @param weights weights of all layers
     * @param taken   number of layers taken from the file
     * @param anew    layers that begin with their initial weights, each with the reason in parentheses
     */
    public record SeedWeights(Weights weights, int taken, List<String> anew) {
    }

    /** Loads all weights for inference; reports missing layers, and warns about NaN and infinite weights. */
    public static LoadedWeights load(NetworkSpec network, NetworkFile file, Diagnostics diagnostics) {
        LoadedWeights loaded = loadState(network, file, diagnostics);
        TreeSet<String> nonFinite = loaded.weights().nonFiniteLayers();
        if (!nonFinite.isEmpty()) {
            diagnostics.warn(file.path(), "layer(s) " + String.join(", ", nonFinite) + " have NaN or infinite weights",
                    "the training diverged; use a file saved earlier");
        }
        return loaded;
    }

    /** Loads all weights and their momentum, to resume the run that saved them; reports missing layers. */
    public static LoadedWeights loadState(NetworkSpec network, NetworkFile file, Diagnostics diagnostics) {
        WeightLoader loader = new WeightLoader(network, file, diagnostics);
        loader.loadLayers(false);
        for (String layer : loader.missing) {
            diagnostics.error(file.path(), "has no weights for layer '" + layer + "' of " + network.source(),
                    Suggestion.nearest(layer, loader.unknownLayers())
                            .map(n -> "did you mean its layer '" + n + "'? ").orElse("")
                            + "give the file that was saved with this network");
        }
        return loader.state();
    }

    /**
     * Loads the weights with which a new run begins, without their momentum. Layers that the file lacks, or that have
     * {@code seeding 0} or {@code load 0}, keep their initial weights.
     *
     * @param seed seed of the initial weights
     */
    public static SeedWeights loadSeed(NetworkSpec network, NetworkFile file, long seed, Diagnostics diagnostics) {
        WeightLoader loader = new WeightLoader(network, file, diagnostics);
        loader.loadLayers(true);
        if (!loader.missing.isEmpty()) {
            diagnostics.warn(file.path(), "layer(s) " + String.join(", ", loader.missing)
                    + " not found; they keep their initial weights", "");
        }
        List<String> anew = new ArrayList<>();
        loader.excluded.forEach(layer -> anew.add(layer + " (seeding 0)"));
        loader.missing.forEach(layer -> anew.add(layer + " (not in the file)"));
        int taken = loader.filters.size() + loader.biases.size();
        Weights initial = InitialWeights.draw(network, layer -> !loader.filters.containsKey(layer)
                && !loader.biases.containsKey(layer), seed, diagnostics);
        initial.filters().forEach(loader.filters::put);
        initial.biases().forEach(loader.biases::put);
        return new SeedWeights(new Weights(loader.filters, loader.biases), taken, anew);
    }

    private void loadLayers(boolean seeding) {
        for (EdgeSpec edge : network.edges()) {
            if (edge.type() == EdgeType.CONV && (edge.acceptsSeed() || !seeding)) {
                loadFilters(edge, seeding);
            } else if (edge.type() == EdgeType.CONV) {
                excluded.add(edge.name());
            }
        }
        for (NodeSpec node : network.nodes()) {
            if (node.type() == NodeType.TRANSFER && (node.acceptsSeed() || !seeding)) {
                loadBiases(node, seeding);
            } else if (node.type() == NodeType.TRANSFER) {
                excluded.add(node.name());
            }
        }
        warnAboutUnknownLayers();
    }

    private void loadFilters(EdgeSpec edge, boolean seeding) {
        Filters found = file.weights().filters().get(edge.name());
        if (found == null) {
            missing.add(edge.name());
            return;
        }
        int in = network.node(edge.input()).featureMaps();
        int out = network.node(edge.output()).featureMaps();
        if (!fits(found, in, out, edge.size())) {
            reportShape("filters", edge.name(), shape(found.in(), found.out(), found.size()),
                    shape(in, out, edge.size()) + " (in,out,z,y,x)",
                    remedy(seeding, "edges " + edge.name(), network.location(edge)));
            return;
        }
        filters.put(edge.name(), found);
        Filters momentum = file.momentum().filters().get(edge.name());
        if (momentum != null && fits(momentum, in, out, edge.size())) {
            filterMomentum.put(edge.name(), momentum);
        } else if (momentum != null) {
            warnAboutMomentum(edge.name(), "filters");
        }
    }

    private void loadBiases(NodeSpec node, boolean seeding) {
        double[] found = file.weights().biases().get(node.name());
        if (found == null) {
            missing.add(node.name());
            return;
        }
        if (found.length != node.featureMaps()) {
            reportShape("biases", node.name(), "" + found.length, "" + node.featureMaps(),
                    remedy(seeding, "nodes " + node.name(), network.location(node)));
            return;
        }
        biases.put(node.name(), found);
        double[] momentum = file.momentum().biases().get(node.name());
        if (momentum != null && momentum.length == node.featureMaps()) {
            biasMomentum.put(node.name(), momentum);
        } else if (momentum != null) {
            warnAboutMomentum(node.name(), "biases");
        }
    }

    private void warnAboutMomentum(String layer, String what) {
        diagnostics.warn(file.path(), "the momentum of layer '" + layer + "' differs in shape from its " + what
                + " and is not loaded", "");
    }

    private void reportShape(String what, String layer, String found, String needed, String remedy) {
        diagnostics.error(file.path(), "the " + what + " of layer '" + layer + "' have the shape " + found + ", but "
                + network.source() + " needs " + needed, remedy);
    }

    private static String remedy(boolean seeding, String block, String location) {
        return seeding ? "write the line 'seeding 0' into the block '" + block + "' (" + location
                + ") to begin this layer anew, or give a network whose layer has this shape"
                : "give the file that was saved with this network";
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

    private LoadedWeights state() {
        int stateful = filterMomentum.size() + biasMomentum.size();
        filters.forEach((name, f) -> filterMomentum.putIfAbsent(name,
                new Filters(f.in(), f.out(), f.size(), new double[f.values().length])));
        biases.forEach((name, b) -> biasMomentum.putIfAbsent(name, new double[b.length]));
        return new LoadedWeights(new Weights(filters, biases), new Weights(filterMomentum, biasMomentum), stateful);
    }
}
