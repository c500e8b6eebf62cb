package org.znn.common.volume.storage;

import java.io.Closeable;
import java.io.IOException;

/** Opens objects that take ownership of a resource, such as readers of files. */
public final class CloseOnFailure {

    private CloseOnFailure() {
    }

    /** Makes an object of a resource. */
    @FunctionalInterface
    public interface Opening<R, T> {

        /** Returns the object, which owns the resource from then on. */
        T open(R resource) throws IOException;
    }

    /**
     * Opens an object; if that fails, closes the resource and passes the exception on.
     *
     * @param resource resource that the object takes ownership of
     */
    public static <R extends Closeable, T> T open(R resource, Opening<R, T> opening) throws IOException {
        try {
            return opening.open(resource);
        } catch (IOException | RuntimeException | Error e) {
            try {
                resource.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }
}
