package org.znn.common.volume.storage;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Local disk under the scheme {@code refusing}, which does not rename a file onto an existing one, as most of Hadoop's
 * file systems. Can stop as if the program were killed after a number of changes.
 */
public final class RefusingFileSystem extends RawLocalFileSystem {

    private static volatile int changesLeft = Integer.MAX_VALUE;

    /** Makes all renames and deletions of existing files fail after the given number of successful ones. */
    static void killAfter(int changes) {
        changesLeft = changes;
    }

    static void revive() {
        changesLeft = Integer.MAX_VALUE;
    }

    @Override
    public URI getUri() {
        return URI.create("refusing:///");
    }

    @Override
    public String getScheme() {
        return "refusing";
    }

    @Override
    public boolean rename(Path source, Path target) throws IOException {
        if (exists(target)) {
            return false;
        }
        change();
        return super.rename(source, target);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        if (exists(path)) {
            change();
        }
        return super.delete(path, recursive);
    }

    private static void change() throws IOException {
        if (changesLeft-- <= 0) {
            changesLeft = 0;
            throw new IOException("killed");
        }
    }
}
