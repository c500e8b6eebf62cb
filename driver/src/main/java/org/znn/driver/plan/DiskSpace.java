package org.znn.driver.plan;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.driver.report.Quantities;

/**
 * Space that a job needs on local disks, added up per disk. What it needs in any case and does not find is an error;
 * what it may need, depending on how well the results compress, a warning. Quotas of users cannot be seen.
 */
public final class DiskSpace {

    private final Map<FileStore, Need> needs = new LinkedHashMap<>();

    /** Bytes needed on a disk, of which {@code folder} is the first folder that needs some. */
    private record Need(Path folder, double certain, double possible) {
    }

    /**
     * Adds what is needed in a folder; nothing if its disk does not report its free space.
     *
     * @param folder   existing folder
     * @param certain  bytes needed at least
     * @param possible bytes needed at most
     */
    public void add(Path folder, double certain, double possible) {
        storeOf(folder).ifPresent(store -> needs.merge(store, new Need(folder, certain, possible),
                (a, b) -> new Need(a.folder, a.certain + b.certain, a.possible + b.possible)));
    }

    /**
     * Reports each disk that is too small.
     *
     * @param location {@code file:line} that names the outputs
     * @param what     the files, such as {@code the results and their parts}
     * @param remedy   suggested fix of an error
     * @param comfort  what happens if the disk becomes full
     */
    public void report(String location, String what, String remedy, String comfort, Diagnostics diagnostics) {
        needs.forEach((store, need) -> free(store).ifPresent(free -> {
            if (need.certain > free) {
                diagnostics.error(location, what + " need at least " + Quantities.formatBytes(need.certain) + " in "
                        + need.folder + ", which has only " + Quantities.formatBytes(free) + " free", remedy);
            } else if (need.possible > free) {
                diagnostics.warn(location, what + " need up to " + Quantities.formatBytes(need.possible) + " in "
                        + need.folder + ", which has " + Quantities.formatBytes(free) + " free", comfort);
            }
        }));
    }

    private static Optional<FileStore> storeOf(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return store.getTotalSpace() > 0 ? Optional.of(store) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> free(FileStore store) {
        try {
            return Optional.of(store.getUsableSpace());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
