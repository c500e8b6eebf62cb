package org.znn.common.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import io.jhdf.api.WritableGroup;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/**
 * Writes network files in ZNN's layout, kernels in its storage order (ZNN-SEMANTICS 8.1 and 2). Options are
 * fixed-length strings where ZNN's own have variable length; ZNN's loader and h5py read both alike. A file is written
 * beside its place and renamed into it, so it is never there in part.
 */
public final class NetworkFileWriter {

    /** Keys that are written from what they mean, not as the user wrote them. */
    private static final Set<String> DERIVED =
            Set.of("name", "type", "size", "stride", "group_type", "eta", "momentum", "weight_decay");

    private final Precision precision;
    private final Hyperparameters rates;

    /** For files in that precision, whose layers were last updated with those rates. */
    public NetworkFileWriter(Precision precision, Hyperparameters rates) {
        this.precision = precision;
        this.rates = rates;
    }

    /**
     * Writes one file, replacing one that is there.
     *
     * @param weights  of every conv edge and transfer node of the network
     * @param momentum likewise
     */
    public void write(Path path, NetworkSpec network, Weights weights, Weights momentum, LearningCurve curve)
            throws IOException {
        write(path, new SavedNetwork(network, weights, momentum, curve, Optional.empty(), Map.of()));
    }

    /** Writes the network, its curve and its patch into one file ({@code is_stdio = yes}). */
    public void write(Path path, SavedNetwork saved) throws IOException {
        WholeFile.write(path, hdf -> {
            WritableGroup train = hdf.putGroup("processing").putGroup("znn").putGroup("train");
            layers(train.putGroup("network"), saved.network(), saved.weights(), saved.momentum());
            if (saved.curve().lastIteration() > 0) {
                statistics(train.putGroup("statistics"), saved.curve());
            }
            patch(train, saved.patch());
            saved.resume().ifPresent(resume -> resume.write(hdf::putAttribute));
        });
    }

    /** Writes the network alone, its groups at the root of the file ({@code is_stdio = no}). */
    public void writeAtRoot(Path path, SavedNetwork saved) throws IOException {
        WholeFile.write(path, hdf -> {
            layers(hdf, saved.network(), saved.weights(), saved.momentum());
            saved.resume().ifPresent(resume -> resume.write(hdf::putAttribute));
        });
    }

    /** Writes a curve alone, its groups at the root of the file. */
    public static void writeCurve(Path path, LearningCurve curve) throws IOException {
        WholeFile.write(path, hdf -> statistics(hdf, curve));
    }

    private void layers(WritableGroup root, NetworkSpec network, Weights weights, Weights momentum) {
        for (NodeSpec node : network.nodes()) {
            WritableGroup group = root.putGroup(node.name());
            options(group, node.name(), OptionReader.wordOf(node.type()), "node", node.options());
            group.putDataset("size", new long[] {node.size()});
            if (node.type() == NodeType.TRANSFER) {
                rates(group);
                group.putDataset("biases", reals(weights.biases().get(node.name()), node.size()));
                group.putDataset("momentum_vol", reals(momentum.biases().get(node.name()), node.size()));
            }
        }
        for (EdgeSpec edge : network.edges()) {
            WritableGroup group = root.putGroup(edge.name());
            options(group, edge.name(), OptionReader.wordOf(edge.type()), "edge", edge.options());
            triple(group, "size", edge.size(), edge);
            triple(group, "stride", edge.stride(), edge);
            if (edge.type() == EdgeType.CONV) {
                rates(group);
                group.putDataset("filters", kernels(weights.filters().get(edge.name())));
                group.putDataset("momentum_vol", kernels(momentum.filters().get(edge.name())));
            }
        }
    }

    private static void options(WritableGroup group, String name, String type, String kind,
            Map<String, String> written) {
        group.putDataset("name", name);
        group.putDataset("type", type);
        group.putDataset("group_type", kind);
        new TreeMap<>(written).forEach((key, value) -> {
            if (!DERIVED.contains(key) && !value.isEmpty()) {
                group.putDataset(key, value);
            }
        });
    }

    private static void triple(WritableGroup group, String key, Vec3 value, EdgeSpec edge) {
        if (edge.type() == EdgeType.CONV || edge.options().containsKey(key)) {
            group.putDataset(key, new long[] {value.z(), value.y(), value.x()});
        }
    }

    private void rates(WritableGroup group) {
        group.putDataset("eta", text(rates.eta()));
        group.putDataset("momentum", text(rates.momentum()));
        group.putDataset("weight_decay", text(rates.weightDecay()));
    }

    /** As ZNN prints a number, with nine digits, but never with more than it needs. */
    private static String text(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.9g", value).replaceFirst("\\.?0+(e|$)", "$1");
    }

    private Object kernels(Filters filters) {
        Vec3 k = filters.size();
        double[] stored = KernelOrder.toStored(filters.values(), k);
        return reals(stored, filters.in(), filters.out(), k.z(), k.y(), k.x());
    }

    private Object reals(double[] values, int... shape) {
        return NestedArrays.of(precision, values, shape);
    }

    /** Leaves out what is empty: the library writes neither datasets nor groups without content correctly. */
    private static void statistics(WritableGroup statistics, LearningCurve curve) {
        series(statistics, "train", curve.train());
        series(statistics, "test", curve.test());
        statistics.putDataset("elapsed", curve.elapsed());
    }

    private static void patch(WritableGroup train, Map<String, Map<String, Volume>> kinds) {
        if (!kinds.isEmpty()) {
            WritableGroup patch = train.putGroup("patch");
            kinds.forEach((kind, volumes) -> {
                WritableGroup group = patch.putGroup(kind);
                volumes.forEach((node, volume) -> group.putDataset(node, NestedArrays.of(volume)));
            });
        }
    }

    private static void series(WritableGroup statistics, String name, LearningCurve.Series series) {
        if (series.iterations().length > 0) {
            WritableGroup group = statistics.putGroup(name);
            group.putDataset("it", series.iterations());
            series.values().forEach(group::putDataset);
        }
    }
}
