package org.znn.driver.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files that a run that has ended must not leave behind. */
final class Leftovers {

    private Leftovers() {
    }

    /** Returns the hidden files of a folder and of those below it: pending files and leases. */
    static List<Path> hiddenIn(Path folder) throws IOException {
        return FaultJob.filesBelow(folder).stream().filter(p -> p.getFileName().toString().startsWith(".")).toList();
    }


    /** Returns whether a folder or one below it holds a file whose name ends so; others may be deleting files there. */
    static boolean isIn(Path folder, String ending) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(folder));
        for (int i = 0; i < folders.size(); i++) {
            try (Stream<Path> files = Files.list(folders.get(i))) {
                for (Path file : files.toList()) {
                    if (file.toString().endsWith(ending)) {
                        return true;
                    }
                    if (Files.isDirectory(file)) {
                        folders.add(file);
                    }
                }
            } catch (NoSuchFileException e) {
                // A folder of parts is deleted when its sample is finished.
                continue;
            }
        }
        return false;
    }
}
