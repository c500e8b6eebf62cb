package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.metadata.Group;
import org.znn.common.volume.hdf5.metadata.Link;
import org.znn.common.volume.hdf5.metadata.ObjectHeader;

/**
 * An object found by its path.
 *
 * @param file   file that holds the object, which an external link may have led to
 * @param object header of the object
 */
public record ObjectPath(OpenFile file, ObjectHeader object) {

    private static final int MAX_LINKS = 64;

    /**
     * Follows a path from the root of a file, through soft and external links.
     *
     * @return empty if a name of the path does not exist
     * @throws VolumeException if a link leads to nothing
     * @throws IOException     if the file is damaged
     */
    public static Optional<ObjectPath> find(LinkedFiles files, OpenFile start, String path) throws IOException {
        OpenFile file = start;
        ObjectHeader at = ObjectHeader.read(file.file(), file.file().root());
        Deque<String> names = new ArrayDeque<>(names(path));
        // Number of next names that come from the target of a link; these must exist.
        int ofLinks = 0;
        int links = 0;
        while (!names.isEmpty()) {
            String name = names.pop();
            Optional<Link> link = Group.isGroup(at) ? Group.find(at, name) : Optional.empty();
            if (link.isEmpty()) {
                if (ofLinks > 0) {
                    throw new VolumeException(path + " is a link to nothing: there is no " + name);
                }
                return Optional.empty();
            }
            ofLinks = Math.max(0, ofLinks - 1);
            if (link.get().isHard()) {
                at = ObjectHeader.read(file.file(), link.get().address());
                continue;
            }
            if (++links > MAX_LINKS) {
                throw new VolumeException(path + " leads through more than " + MAX_LINKS + " links, or in a circle");
            }
            if (link.get().isExternal()) {
                file = external(files, file, link.get(), path);
            }
            if (link.get().isExternal() || link.get().target().startsWith("/")) {
                at = ObjectHeader.read(file.file(), file.file().root());
            }
            List<String> target = names(link.get().target());
            for (int i = target.size() - 1; i >= 0; i--) {
                names.push(target.get(i));
            }
            ofLinks += target.size();
        }
        return Optional.of(new ObjectPath(file, at));
    }

    private static OpenFile external(LinkedFiles files, OpenFile from, Link link, String path) throws IOException {
        String found = files.find(link.file(), from).orElseThrow(() -> new VolumeException(path
                + " is a link to the file " + link.file() + ", which is neither there nor beside " + from.name()));
        return files.open(found);
    }

    private static List<String> names(String path) {
        return Arrays.stream(path.split("/+")).filter(n -> !n.isEmpty() && !n.equals(".")).toList();
    }
}
