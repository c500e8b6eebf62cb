package org.znn.common.network;

import java.util.Map;
import java.util.TreeMap;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;

/** Reads the learning curve of a network file or of a statistics file. */
final class LearningCurveReader {

    private final BoundedDatasetReader datasets;

    LearningCurveReader(BoundedDatasetReader datasets) {
        this.datasets = datasets;
    }

    /** Reads the curve from the subgroups {@code train} and {@code test}; a missing subgroup gives an empty series. */
    LearningCurve read(Group statistics) {
        double elapsed = statistics.getChild("elapsed") instanceof Dataset d ? datasets.doubles(d)[0] : 0;
        return new LearningCurve(series(statistics.getChild("train")), series(statistics.getChild("test")), elapsed);
    }

    private LearningCurve.Series series(Node node) {
        if (!(node instanceof Group group) || !(group.getChild("it") instanceof Dataset it)) {
            return LearningCurve.Series.EMPTY;
        }
        long[] iterations = datasets.longs(it);
        Map<String, double[]> errors = new TreeMap<>();
        for (Node child : group) {
            if (child instanceof Dataset dataset && !child.getName().equals("it")) {
                double[] series = datasets.doubles(dataset);
                if (series.length != iterations.length) {
                    throw new MalformedFileException(dataset.getPath() + " has " + series.length + " values for "
                            + iterations.length + " iterations");
                }
                errors.put(child.getName(), series);
            }
        }
        return new LearningCurve.Series(iterations, errors);
    }
}
