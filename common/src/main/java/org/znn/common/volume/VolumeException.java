package org.znn.common.volume;

/**
 * Thrown if a volume file is missing, damaged or unsupported. The message names the file, the reason and the remedy.
 */
public class VolumeException extends RuntimeException {

    public VolumeException(String message) {
        super(message);
    }

    public VolumeException(String message, Throwable cause) {
        super(message, cause);
    }
}
