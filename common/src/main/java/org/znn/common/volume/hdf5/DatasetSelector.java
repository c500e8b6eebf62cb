package org.znn.common.volume.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import org.znn.common.volume.VolumeException;

/** Selects the dataset of a file that holds the volume. */
final class DatasetSelector {

    static final String DEFAULT = "/main";
    private static final int MAX_LISTED = 20;
    private static final int MAX_VISITED = 10_000;

    private DatasetSelector() {
    }

    /**
     * Selects a dataset.
     *
     * @param path path of the dataset; if empty, {@value #DEFAULT} or the only numeric dataset with three or four axes
     * @throws VolumeException if there is no such dataset; the message lists the datasets of the file
     */
    static Dataset select(HdfFile file, Optional<String> path) {
        Optional<Dataset> named = find(file, path.orElse(DEFAULT));
        if (named.isPresent()) {
            return named.get();
        }
        List<Dataset> all = new ArrayList<>();
        collect(file, all, new HashSet<>());
        List<Dataset> volumes = all.stream().filter(DatasetSelector::isVolume).toList();
        if (path.isEmpty() && volumes.size() == 1) {
            return volumes.get(0);
        }
        throw new VolumeException("the file has no dataset " + path.orElse(DEFAULT) + "; " + listing(all)
                + (volumes.isEmpty() ? "" : "; name one after the file, as in volume.h5:" + volumes.get(0).getPath()));
    }

    private static Optional<Dataset> find(HdfFile file, String path) {
        Node node = file;
        for (String name : path.split("/+")) {
            if (!name.isEmpty()) {
                node = follow(node instanceof Group group ? group.getChild(name) : null, path);
            }
        }
        return node instanceof Dataset dataset ? Optional.of(dataset) : Optional.empty();
    }

    private static Node follow(Node node, String path) {
        if (!(node instanceof Link link)) {
            return node;
        }
        try {
            return follow(link.getTarget(), path);
        } catch (HdfException | StackOverflowError e) {
            throw new VolumeException(path + " is a link to another file or to nothing; name the file that"
                    + " contains the volume itself", e);
        }
    }

    private static void collect(Group group, List<Dataset> datasets, Set<Long> seen) {
        for (Node node : group.getChildren().values()) {
            if (seen.size() >= MAX_VISITED || node.isLink() || !seen.add(node.getAddress())) {
                continue;
            }
            if (node instanceof Dataset dataset) {
                datasets.add(dataset);
            } else if (node instanceof Group inner) {
                collect(inner, datasets, seen);
            }
        }
    }

    private static boolean isVolume(Dataset dataset) {
        int rank = dataset.getDimensions().length;
        return (rank == 3 || rank == 4) && StoredType.of(dataset.getDataType()).isPresent();
    }

    private static String listing(List<Dataset> datasets) {
        if (datasets.isEmpty()) {
            return "the file has no datasets";
        }
        String names = datasets.stream().limit(MAX_LISTED)
                .map(d -> d.getPath() + " " + Arrays.toString(d.getDimensions()))
                .collect(Collectors.joining(", "));
        int more = datasets.size() - MAX_LISTED;
        return "its datasets are " + names + (more > 0 ? " and " + more + " more" : "");
    }
}
