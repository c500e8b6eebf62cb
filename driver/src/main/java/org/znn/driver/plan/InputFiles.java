package org.znn.driver.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.text.UserPath;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/** The files that a job reads, which it must neither replace nor delete. Files are recognised through links. */
public final class InputFiles {

    /** Paths as the user knows them, by every path under which a writer would replace the file. */
    private final Map<String, String> paths = new TreeMap<>();

    private InputFiles() {
    }

    /**
     * Collects the files of volumes, such as all sections of a folder, and other files.
     *
     * @param others paths of other files
     */
    public static InputFiles of(Collection<VolumePart> parts, Collection<String> others) {
        InputFiles files = new InputFiles();
        parts.forEach(part -> {
            files.add(part.path());
            part.identity().files().keySet().forEach(files::add);
        });
        others.forEach(files::add);
        return files;
    }

    private void add(String path) {
        paths.putIfAbsent(written(path), path);
        if (!Storages.isRemote(path)) {
            try {
                paths.putIfAbsent(Path.of(path).toRealPath().toString(), path);
            } catch (IOException e) {
                // A path within a container is that of no file.
            }
        }
    }

    /** Reports an error for each output that would replace a file that the job reads. */
    public void refuseAmong(Collection<String> outputs, String location, String remedy, Diagnostics diagnostics) {
        for (String output : outputs) {
            String input = paths.get(written(output));
            if (input != null) {
                diagnostics.error(location, message(output, input), remedy);
            }
        }
    }

    /**
     * Reports an error for each file that the job reads and whose name it may write or remove.
     *
     * @param prefix path with whose folder the files are compared
     * @param names  test whether a job with that prefix may write or remove a file of a name in the folder
     */
    public void refuseBeside(String prefix, Predicate<String> names, String location, String remedy,
            Diagnostics diagnostics) {
        String folder = folder(written(prefix));
        paths.forEach((file, input) -> {
            if (folder(file).equals(folder) && names.test(file.substring(folder.length()))) {
                diagnostics.error(location, message(file, input), remedy);
            }
        });
    }

    /** Returns the path of the file that writing to a path replaces: a link in its folder is replaced itself. */
    private static String written(String path) {
        String absolute = UserPath.toAbsolute(path);
        if (Storages.isRemote(path)) {
            return absolute;
        }
        Path file = Path.of(absolute);
        try {
            return file.getParent() == null ? absolute
                    : file.getParent().toRealPath().resolve(file.getFileName()).toString();
        } catch (IOException e) {
            // Nothing is in a folder that does not exist.
            return absolute;
        }
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String message(String output, String input) {
        return output + " would be overwritten or removed, but the job reads it"
                + (UserPath.toAbsolute(input).equals(UserPath.toAbsolute(output)) ? "" : " as " + input);
    }
}
