package org.znn.common.volume.identity;

import java.util.Optional;
import org.znn.common.volume.VolumeException;

/** Thrown if an input is no longer the one that the job was planned for. The message says what changed. */
public final class InputChangedException extends VolumeException {

    /** Creates the exception with a message that is complete. */
    public InputChangedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Finds an exception of this kind among a failure and its causes. */
    public static Optional<InputChangedException> causeOf(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof InputChangedException change) {
                return Optional.of(change);
            }
        }
        return Optional.empty();
    }

    /**
     * Creates the exception of a file.
     *
     * @param path   path of the file
     * @param change what changed, as a clause
     */
    static InputChangedException of(String path, String change) {
        return new InputChangedException(path + " has changed since the job was planned: " + change, null);
    }
}
