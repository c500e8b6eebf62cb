package org.znn.driver.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;

/** Contents of an HDF5 file. */
final class Hdf5Tree {

    private Hdf5Tree() {
    }

    /** Returns the paths of all groups and datasets, parents first, in file order. */
    static List<String> of(Path file) {
        List<String> paths = new ArrayList<>();
        try (HdfFile hdf = new HdfFile(file)) {
            walk(hdf, paths);
        }
        return paths;
    }

    private static void walk(Group group, List<String> paths) {
        for (Node child : group.getChildren().values()) {
            paths.add(child.getPath().replaceFirst("/$", ""));
            if (child instanceof Group below) {
                walk(below, paths);
            }
        }
    }
}
