package org.znn.common.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import io.jhdf.api.WritableGroup;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.storage.Storages;

/**
 * Writes HDF5 network files in ZNN's layout, kernels in ZNN's storage order (ZNN-SEMANTICS 8.1 and 2). Options are
 * stored as fixed-length strings, where ZNN stores variable-length ones; ZNN's loader and h5py read both. Files are
 * replaced atomically, so a partial file never appears under the final name; paths may name any file system.
 */
public final class NetworkFileWriter {

    /** Keys whose values are written from the parsed network, not copied from the user's file. */
    private static final Set<String> DERIVED_KEYS =
            Set.of("name", "type", "size", "stride", "group_type", "eta", "momentum", "weight_decay");

    private final Precision precision;
    private final Hyperparameters hyperparameters;

    /**
     * Creates a writer.
     *
     * @param precision       precision of the stored weights
     * @param hyperparameters hyperparameters stored with every layer
     */
    public NetworkFileWriter(Precision precision, Hyperparameters hyperparameters) {
        this.precision = precision;
        this.hyperparameters = hyperparameters;
    }

    /** Writes to a local file what {@link #write(String, Storages, SavedNetwork)} does. */
    public void write(Path path, SavedNetwork saved) throws IOException {
        write(path.toString(), Storages.standard(), saved);
    }

    /** Writes the network, its learning curve and its patch to one file ({@code is_stdio = yes}). */
    public void write(String path, Storages storages, SavedNetwork saved) throws IOException {
        AtomicHdf5File.write(path, storages, hdf -> {
            WritableGroup train = hdf.putGroup("processing").putGroup("znn").putGroup("train");
            writeLayers(train.putGroup("network"), saved.network(), saved.weights(), saved.momentum());
            if (saved.curve().lastIteration() > 0) {
                writeStatistics(train.putGroup("statistics"), saved.curve());
            }
            writePatch(train, saved.patch());
            saved.resume().ifPresent(resume -> resume.write(hdf::putAttribute));
        });
    }

    /** Writes the network alone, with its layers at the root of the file ({@code is_stdio = no}). */
    public void writeAtRoot(String path, Storages storages, SavedNetwork saved) throws IOException {
        AtomicHdf5File.write(path, storages, hdf -> {
            writeLayers(hdf, saved.network(), saved.weights(), saved.momentum());
            saved.resume().ifPresent(resume -> resume.write(hdf::putAttribute));
        });
    }

    /** Writes a learning curve alone, with its groups at the root of the file. */
    public static void writeCurve(String path, Storages storages, LearningCurve curve) throws IOException {
        AtomicHdf5File.write(path, storages, hdf -> writeStatistics(hdf, curve));
    }

    private void writeLayers(WritableGroup root, NetworkSpec network, Weights weights, Weights momentum) {
        for (NodeSpec node : network.nodes()) {
            WritableGroup group = root.putGroup(node.name());
            writeOptions(group, node.name(), OptionReader.keyword(node.type()), "node", node.options());
            group.putDataset("size", new long[] {node.featureMaps()});
            if (node.type() == NodeType.TRANSFER) {
                writeHyperparameters(group);
                group.putDataset("biases", reals(weights.biases().get(node.name()), node.featureMaps()));
                group.putDataset("momentum_vol", reals(momentum.biases().get(node.name()), node.featureMaps()));
            }
        }
        for (EdgeSpec edge : network.edges()) {
            WritableGroup group = root.putGroup(edge.name());
            writeOptions(group, edge.name(), OptionReader.keyword(edge.type()), "edge", edge.options());
            writeTriple(group, "size", edge.size(), edge);
            writeTriple(group, "stride", edge.stride(), edge);
            if (edge.type() == EdgeType.CONV) {
                writeHyperparameters(group);
                group.putDataset("filters", kernels(weights.filters().get(edge.name())));
                group.putDataset("momentum_vol", kernels(momentum.filters().get(edge.name())));
            }
        }
    }

    private static void writeOptions(WritableGroup group, String name, String type, String kind,
            Map<String, String> written) {
        group.putDataset("name", name);
        group.putDataset("type", type);
        group.putDataset("group_type", kind);
        new TreeMap<>(written).forEach((key, value) -> {
            if (!DERIVED_KEYS.contains(key) && !value.isEmpty()) {
                group.putDataset(key, value);
            }
        });
    }

    private static void writeTriple(WritableGroup group, String key, Vec3 value, EdgeSpec edge) {
        if (edge.type() == EdgeType.CONV || edge.options().containsKey(key)) {
            group.putDataset(key, new long[] {value.z(), value.y(), value.x()});
        }
    }

    private void writeHyperparameters(WritableGroup group) {
        group.putDataset("eta", text(hyperparameters.eta()));
        group.putDataset("momentum", text(hyperparameters.momentum()));
        group.putDataset("weight_decay", text(hyperparameters.weightDecay()));
    }

    /** Formats with nine significant digits, as ZNN does, but without trailing zeros. */
    private static String text(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.9g", value).replaceFirst("\\.?0+(e|$)", "$1");
    }

    private Object kernels(Filters filters) {
        Vec3 k = filters.size();
        double[] stored = KernelStorageOrder.toStored(filters.values(), k);
        return reals(stored, filters.in(), filters.out(), k.z(), k.y(), k.x());
    }

    private Object reals(double[] values, int... shape) {
        return NestedArrays.of(precision, values, shape);
    }

    /** Omits empty series, because the library does not write empty datasets and groups correctly. */
    private static void writeStatistics(WritableGroup statistics, LearningCurve curve) {
        writeSeries(statistics, "train", curve.train());
        writeSeries(statistics, "test", curve.test());
        statistics.putDataset("elapsed", curve.secondsPerIteration());
    }

    private static void writePatch(WritableGroup train, Map<String, Map<String, Volume>> kinds) {
        if (!kinds.isEmpty()) {
            WritableGroup patch = train.putGroup("patch");
            kinds.forEach((kind, volumes) -> {
                WritableGroup group = patch.putGroup(kind);
                volumes.forEach((node, volume) -> group.putDataset(node, NestedArrays.of(volume)));
            });
        }
    }

    private static void writeSeries(WritableGroup statistics, String name, LearningCurve.Series series) {
        if (series.iterations().length > 0) {
            WritableGroup group = statistics.putGroup(name);
            group.putDataset("it", series.iterations());
            series.values().forEach(group::putDataset);
        }
    }
}
