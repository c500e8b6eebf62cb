package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.dataset.LinkedFiles;
import org.znn.common.volume.hdf5.dataset.ObjectPath;
import org.znn.common.volume.hdf5.dataset.OpenFile;
import org.znn.common.volume.hdf5.metadata.DatasetHeader;
import org.znn.common.volume.hdf5.metadata.Group;
import org.znn.common.volume.hdf5.metadata.Link;
import org.znn.common.volume.hdf5.metadata.NumberDecoder;
import org.znn.common.volume.hdf5.metadata.ObjectHeader;

/** Selects the dataset of a file that holds the volume. */
final class DatasetSelector {

    private static final String DEFAULT = "/main";
    private static final int MAX_LISTED = 20;
    private static final int MAX_VISITED = 10_000;

    private final LinkedFiles files;
    private final OpenFile file;

    /**
     * A dataset of a file.
     *
     * @param path   path of the dataset
     * @param file   file that holds it, which an external link may have led to
     * @param header description of the dataset
     */
    record Found(String path, OpenFile file, DatasetHeader header) {

        boolean isVolume(int axes) {
            long[] size = header.space().size();
            return size.length >= axes && !header.space().isNull() && NumberDecoder.of(header.type()).isPresent();
        }

        @Override
        public String toString() {
            return path + " " + Arrays.toString(header.space().size());
        }
    }

    DatasetSelector(LinkedFiles files, OpenFile file) {
        this.files = files;
        this.file = file;
    }

    /**
     * Selects a dataset.
     *
     * @param path path of the dataset; if empty, {@value #DEFAULT}, the only numeric dataset with three or more axes,
     *             or else the only one with two
     * @throws VolumeException if there is no such dataset; the message lists the datasets of the file
     */
    Found select(Optional<String> path) throws IOException {
        String wanted = path.map(p -> p.startsWith("/") ? p : "/" + p).orElse(DEFAULT);
        Optional<Found> named = find(wanted);
        if (named.isPresent()) {
            return named.get();
        }
        List<Found> all = all();
        List<Found> volumes = all.stream().filter(d -> d.isVolume(3)).toList();
        if (volumes.isEmpty()) {
            volumes = all.stream().filter(d -> d.isVolume(2)).toList();
        }
        if (path.isEmpty() && volumes.size() == 1) {
            // The file that an external link leads to may have been closed since.
            return find(volumes.get(0).path()).orElseThrow();
        }
        List<String> paths = volumes.stream().map(Found::path).toList();
        String example = Suggestion.nearest(wanted, paths).orElse(paths.isEmpty() ? "" : paths.get(0));
        boolean isGroup = ObjectPath.find(files, file, wanted).isPresent();
        throw new VolumeException((isGroup ? wanted + " is a group, not a dataset"
                : "the file has no dataset " + wanted) + "; " + listing(all)
                + (paths.isEmpty() ? "" : "; name one after the file, as in volume.h5:" + example));
    }

    /** Lists the datasets among the first 10,000 objects and external links of the file, in the order of the names. */
    private List<Found> all() throws IOException {
        List<Found> datasets = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        Deque<Link> open = new ArrayDeque<>();
        open.push(new Link("", file.file().root(), "", ""));
        int externals = 0;
        while (!open.isEmpty() && seen.size() + externals < MAX_VISITED) {
            Link link = open.pop();
            if (link.isExternal()) {
                externals++;
                external(link.name()).ifPresent(datasets::add);
            } else if (link.isHard() && seen.add(link.address())) {
                ObjectHeader object = ObjectHeader.read(file.file(), link.address());
                DatasetHeader.of(object).ifPresent(h -> datasets.add(new Found(link.name(), file, h)));
                if (Group.isGroup(object)) {
                    List<Link> inner = Group.links(object);
                    for (int i = inner.size() - 1; i >= 0; i--) {
                        Link next = inner.get(i);
                        open.push(new Link(link.name() + "/" + next.name(), next.address(), next.target(),
                                next.file()));
                    }
                }
            }
        }
        return datasets;
    }

    private Optional<Found> find(String path) throws IOException {
        Optional<ObjectPath> object = ObjectPath.find(files, file, path);
        Optional<DatasetHeader> header = object.isPresent() ? DatasetHeader.of(object.get().object())
                : Optional.empty();
        return header.map(h -> new Found(path, object.get().file(), h));
    }

    private Optional<Found> external(String path) throws IOException {
        try {
            return find(path);
        } catch (VolumeException e) {
            // The link leads to nothing, which is an error only if the user names it.
            return Optional.empty();
        }
    }

    private static String listing(List<Found> datasets) {
        if (datasets.isEmpty()) {
            return "the file has no datasets";
        }
        String names = datasets.stream().limit(MAX_LISTED).map(Found::toString).collect(Collectors.joining(", "));
        int more = datasets.size() - MAX_LISTED;
        return "its datasets are " + names + (more > 0 ? " and " + more + " more" : "");
    }
}
