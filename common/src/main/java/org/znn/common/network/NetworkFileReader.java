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
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;
import org.znn.common.text.MissingFile;
import org.znn.common.volume.Precision;

/**
 * Reads ZNN's network files, with the groups under {@code /processing/znn/train/network} or at the root
 * (ZNN-SEMANTICS 8.1).
 */
public final class NetworkFileReader {

    private static final String STANDARD = "processing/znn/train/network";
    private static final int MOST_GROUPS = 3_000;
    private static final String DAMAGED = "give a network file that ZNN or this program saved, copied whole";

    private final String path;
    private final StoredValues values;
    private final Map<String, Map<String, String>> options = new TreeMap<>();
    private final Map<String, Filters> filters = new TreeMap<>();
    private final Map<String, double[]> biases = new TreeMap<>();
    private final Map<String, Filters> filterMomentum = new TreeMap<>();
    private final Map<String, double[]> biasMomentum = new TreeMap<>();
    private Precision precision = Precision.FLOAT32;

    private NetworkFileReader(String path, long bytes) {
        this.path = path;
        values = new StoredValues(bytes);
    }

    /** The content of a file; throws {@link org.znn.common.problem.UserMistake} where it is not a network file. */
    public static NetworkFile read(String path) {
        Problems problems = new Problems();
        Optional<NetworkFile> file = read(path, problems);
        problems.throwIfAny();
        return file.orElseThrow();
    }

    /** The content of a file; one that is missing, damaged or no network file is an error, and the result is empty. */
    public static Optional<NetworkFile> read(String path, Problems problems) {
        return open(path, problems, NetworkFileReader::read);
    }

    /** The curve of a file that holds one without its network; as {@link #read(String, Problems)}. */
    public static Optional<LearningCurve> readCurve(String path, Problems problems) {
        return open(path, problems, (reader, hdf) -> new LearningCurveReader(reader.values).read(hdf));
    }

    private static <T> Optional<T> open(String path, Problems problems,
            BiFunction<NetworkFileReader, HdfFile, T> content) {
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                boolean exists = Files.exists(file);
                problems.error(path, exists ? "is not a file" : "there is no such file",
                        exists ? "give a network file (.h5)" : MissingFile.remedy(file));
                return Optional.empty();
            }
            long bytes = Files.size(file);
            try (HdfFile hdf = new HdfFile(file)) {
                return Optional.of(content.apply(new NetworkFileReader(path, bytes), hdf));
            }
        } catch (InvalidPathException | IOException e) {
            problems.error(path, "cannot be read", "check the path and its permissions (" + e.getMessage() + ")");
        } catch (BrokenFileException e) {
            problems.error(path, e.getMessage(), DAMAGED);
        } catch (HdfException e) {
            problems.error(path, "is not an HDF5 file or is damaged (" + e.getMessage() + ")", DAMAGED);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // A hostile header makes the library fail in any of these ways.
            problems.error(path, "is damaged (" + e.getClass().getSimpleName() + ")", DAMAGED);
        }
        return Optional.empty();
    }

    private NetworkFile read(HdfFile hdf) {
        io.jhdf.api.Group network = group(hdf, STANDARD).orElse(hdf);
        Map<String, Node> children = network.getChildren();
        if (children.size() > MOST_GROUPS) {
            throw new BrokenFileException("has more than " + MOST_GROUPS + " groups");
        }
        children.values().forEach(child -> {
            if (child instanceof io.jhdf.api.Group group && group.getChild("type") instanceof Dataset) {
                layer(group);
            }
        });
        if (options.isEmpty()) {
            throw new BrokenFileException("holds no network, neither under /" + STANDARD + " nor at its root");
        }
        LearningCurve curve = new LearningCurveReader(values).read(
                group(hdf, "processing/znn/train/statistics").orElse(hdf));
        return new NetworkFile(path, precision, options, new Weights(filters, biases),
                new Weights(filterMomentum, biasMomentum), curve, ResumePoint.read(hdf));
    }

    /** A group by its path; empty where a part of the path is missing. */
    private static Optional<io.jhdf.api.Group> group(io.jhdf.api.Group from, String path) {
        Optional<io.jhdf.api.Group> at = Optional.of(from);
        for (String name : path.split("/")) {
            at = at.map(g -> g.getChild(name)).filter(io.jhdf.api.Group.class::isInstance)
                    .map(io.jhdf.api.Group.class::cast);
        }
        return at;
    }

    private void layer(io.jhdf.api.Group group) {
        String name = group.getName();
        Map<String, String> texts = new TreeMap<>();
        Optional<Dataset> momentum = Optional.empty();
        for (Node child : group.getChildren().values()) {
            if (child instanceof Dataset dataset) {
                switch (dataset.getName()) {
                    case "filters" -> filters.put(name, filters(dataset));
                    case "biases" -> biases.put(name, numbers(dataset));
                    case "momentum_vol" -> momentum = Optional.of(dataset);
                    default -> texts.put(dataset.getName(), values.text(dataset));
                }
            }
        }
        options.put(name, texts);
        momentum.ifPresent(dataset -> {
            if (filters.containsKey(name)) {
                filterMomentum.put(name, filters(dataset));
            } else {
                biasMomentum.put(name, numbers(dataset));
            }
        });
    }

    private Filters filters(Dataset dataset) {
        int[] shape = dataset.getDimensions();
        double[] stored = numbers(dataset);
        if (shape.length != 5 || stored.length == 0) {
            throw new BrokenFileException(dataset.getPath()
                    + " should have the five dimensions in, out, z, y, x");
        }
        Vec3 size = new Vec3(shape[2], shape[3], shape[4]);
        return new Filters(shape[0], shape[1], size, KernelOrder.toZyx(stored, size));
    }

    private double[] numbers(Dataset dataset) {
        Class<?> type = dataset.getJavaType();
        if (type != float.class && type != double.class) {
            throw new BrokenFileException(dataset.getPath() + " should hold float32 or float64 numbers");
        }
        if (type == double.class) {
            precision = Precision.FLOAT64;
        }
        return values.numbers(dataset);
    }
}
