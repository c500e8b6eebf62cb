package org.znn.common.volume;

/** A volume file that is missing, damaged or of a kind that cannot be read; says which file, what, and what to do. */
public class VolumeException extends RuntimeException {

    public VolumeException(String message) {
        super(message);
    }

    public VolumeException(String message, Throwable cause) {
        super(message, cause);
    }
}
