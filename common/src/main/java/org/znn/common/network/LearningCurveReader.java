package org.znn.common.network;

import java.util.Map;
import java.util.TreeMap;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;

/** Reads the statistics of a network file or of a statistics file. */
final class LearningCurveReader {

    private final StoredValues values;

    LearningCurveReader(StoredValues values) {
        this.values = values;
    }

    /** The curve in the groups {@code train} and {@code test} of a group; empty where there are none. */
    LearningCurve read(io.jhdf.api.Group statistics) {
        double elapsed = statistics.getChild("elapsed") instanceof Dataset d ? values.numbers(d)[0] : 0;
        return new LearningCurve(series(statistics.getChild("train")), series(statistics.getChild("test")), elapsed);
    }

    private LearningCurve.Series series(Node node) {
        if (!(node instanceof io.jhdf.api.Group group) || !(group.getChild("it") instanceof Dataset it)) {
            return LearningCurve.Series.EMPTY;
        }
        long[] iterations = values.wholeNumbers(it);
        Map<String, double[]> errors = new TreeMap<>();
        for (Node child : group) {
            if (child instanceof Dataset dataset && !child.getName().equals("it")) {
                double[] series = values.numbers(dataset);
                if (series.length != iterations.length) {
                    throw new BrokenFileException(dataset.getPath() + " has " + series.length + " values for "
                            + iterations.length + " iterations");
                }
                errors.put(child.getName(), series);
            }
        }
        return new LearningCurve.Series(iterations, errors);
    }
}
