package org.znn.common.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.text.MissingFile;
import org.znn.common.volume.Precision;
import org.znn.common.volume.storage.LocalCopy;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;

/**
 * Reads ZNN's HDF5 network files, with the layers under {@code /processing/znn/train/network} or at the root
 * (ZNN-SEMANTICS 8.1).
 */
public final class NetworkFileReader {

    private static final String STANDARD_GROUP = "processing/znn/train/network";
    private static final int MAX_GROUPS = 3_000;
    /** Size in bytes up to which a file is read into memory; the library allocates at most twice as much at a time. */
    private static final long MAX_IN_MEMORY = 1L << 30;

    private final String path;
    private final BoundedDatasetReader datasets;
    private final Map<String, Map<String, String>> options = new TreeMap<>();
    private final Map<String, Filters> filters = new TreeMap<>();
    private final Map<String, double[]> biases = new TreeMap<>();
    private final Map<String, Filters> filterMomentum = new TreeMap<>();
    private final Map<String, double[]> biasMomentum = new TreeMap<>();
    private Precision precision = Precision.FLOAT32;

    private NetworkFileReader(String path, long bytes) {
        this.path = path;
        datasets = new BoundedDatasetReader(bytes);
    }

    /** Reads a file; throws {@link org.znn.common.diagnostic.UserErrorException} if it is not a valid network file. */
    public static NetworkFile read(String path) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<NetworkFile> file = read(path, diagnostics);
        diagnostics.throwIfErrors();
        return file.orElseThrow();
    }

    /** Same as {@link #read(String, Storages, Diagnostics)} with Hadoop's default settings. */
    public static Optional<NetworkFile> read(String path, Diagnostics diagnostics) {
        return read(path, Storages.standard(), diagnostics);
    }

    /**
     * Reads a file of any file system; reports an error and returns empty if it is missing, damaged or not a network
     * file.
     */
    public static Optional<NetworkFile> read(String path, Storages storages, Diagnostics diagnostics) {
        return open(path, storages, diagnostics, NetworkFileReader::read);
    }

    /** Same as {@link #readCurve(String, Storages, Diagnostics)} with Hadoop's default settings. */
    public static Optional<LearningCurve> readCurve(String path, Diagnostics diagnostics) {
        return readCurve(path, Storages.standard(), diagnostics);
    }

    /** Reads the learning curve of a statistics file; reports the errors of {@link #read}. */
    public static Optional<LearningCurve> readCurve(String path, Storages storages, Diagnostics diagnostics) {
        return open(path, storages, diagnostics,
                (reader, hdf) -> new LearningCurveReader(reader.datasets).read(hdf));
    }

    private static <T> Optional<T> open(String path, Storages storages, Diagnostics diagnostics,
            BiFunction<NetworkFileReader, HdfFile, T> content) {
        try {
            Storage storage = storages.of(path);
            if (!storage.exists(path)) {
                diagnostics.error(path, "there is no such file", MissingFile.remedy(path, storages));
                return Optional.empty();
            }
            if (storage.isFolder(path) || !Storages.isRemote(path) && !Files.isRegularFile(Path.of(path))) {
                diagnostics.error(path, "is not a file", "give a network file (.h5)");
                return Optional.empty();
            }
            try (LocalCopy copy = LocalCopy.of(storage, path)) {
                return read(path, copy.file(), diagnostics, content);
            }
        } catch (InvalidPathException | IOException e) {
            diagnostics.error(path, "cannot be read", "check the path and its permissions (" + e.getMessage() + ")");
            return Optional.empty();
        }
    }

    private static <T> Optional<T> read(String path, Path file, Diagnostics diagnostics,
            BiFunction<NetworkFileReader, HdfFile, T> content) throws IOException {
        try (HdfFile hdf = hdfFile(file)) {
            return Optional.of(content.apply(new NetworkFileReader(path, Files.size(file)), hdf));
        } catch (MalformedFileException e) {
            diagnostics.error(path, e.getMessage(), e.remedy());
        } catch (HdfException e) {
            diagnostics.error(path, "is not an HDF5 file or is damaged", MalformedFileException.DAMAGED_REMEDY);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // The library fails in any of these ways on a corrupt header.
            diagnostics.error(path, "is damaged", MalformedFileException.DAMAGED_REMEDY);
        }
        return Optional.empty();
    }

    /**
     * Opens an HDF5 file, in memory if it fits into a quarter of the heap: from a channel the library allocates any
     * size up to 2 GiB that a damaged header declares; in memory it cannot read beyond the end.
     */
    private static HdfFile hdfFile(Path file) throws IOException {
        boolean fits = Files.size(file) <= Math.min(MAX_IN_MEMORY, Runtime.getRuntime().maxMemory() / 4);
        return fits ? HdfFile.fromBytes(Files.readAllBytes(file)) : new HdfFile(file);
    }

    private NetworkFile read(HdfFile hdf) {
        Group network = findGroup(hdf, STANDARD_GROUP).orElse(hdf);
        Map<String, Node> children = network.getChildren();
        if (children.size() > MAX_GROUPS) {
            throw new MalformedFileException("has more than " + MAX_GROUPS + " groups");
        }
        children.values().forEach(child -> {
            if (child instanceof Group group && group.getChild("type") instanceof Dataset) {
                readLayer(group);
            }
        });
        if (options.isEmpty()) {
            throw new MalformedFileException("contains no network, neither under /" + STANDARD_GROUP
                    + " nor at its root");
        }
        LearningCurve curve = new LearningCurveReader(datasets).read(
                findGroup(hdf, "processing/znn/train/statistics").orElse(hdf));
        return new NetworkFile(path, precision, options, new Weights(filters, biases),
                new Weights(filterMomentum, biasMomentum), curve, ResumePoint.read(hdf));
    }

    /** Finds a group by its path; empty if a part of the path is missing. */
    private static Optional<Group> findGroup(Group root, String path) {
        Optional<Group> current = Optional.of(root);
        for (String name : path.split("/")) {
            current = current.map(g -> g.getChild(name)).filter(Group.class::isInstance)
                    .map(Group.class::cast);
        }
        return current;
    }

    private void readLayer(Group group) {
        String name = group.getName();
        Map<String, String> texts = new TreeMap<>();
        Optional<Dataset> momentum = Optional.empty();
        for (Node child : group.getChildren().values()) {
            if (child instanceof Dataset dataset) {
                switch (dataset.getName()) {
                    case "filters" -> filters.put(name, readFilters(dataset));
                    case "biases" -> biases.put(name, readDoubles(dataset));
                    case "momentum_vol" -> momentum = Optional.of(dataset);
                    default -> texts.put(dataset.getName(), datasets.text(dataset));
                }
            }
        }
        options.put(name, texts);
        momentum.ifPresent(dataset -> {
            if (filters.containsKey(name)) {
                filterMomentum.put(name, readFilters(dataset));
            } else {
                biasMomentum.put(name, readDoubles(dataset));
            }
        });
    }

    private Filters readFilters(Dataset dataset) {
        int[] shape = dataset.getDimensions();
        double[] stored = readDoubles(dataset);
        if (shape.length != 5 || stored.length == 0) {
            throw new MalformedFileException(dataset.getPath()
                    + " should have the five dimensions in, out, z, y, x");
        }
        Vec3 size = new Vec3(shape[2], shape[3], shape[4]);
        return new Filters(shape[0], shape[1], size, KernelStorageOrder.toZyx(stored, size));
    }

    private double[] readDoubles(Dataset dataset) {
        Class<?> type = dataset.getJavaType();
        if (type != float.class && type != double.class) {
            throw new MalformedFileException(dataset.getPath() + " should be of type float32 or float64");
        }
        if (type == double.class) {
            precision = Precision.FLOAT64;
        }
        return datasets.doubles(dataset);
    }
}
