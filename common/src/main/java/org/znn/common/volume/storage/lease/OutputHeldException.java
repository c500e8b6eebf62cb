package org.znn.common.volume.storage.lease;

import java.io.IOException;

/** Thrown if another job writes an output. */
public final class OutputHeldException extends IOException {

    private final String output;

    OutputHeldException(String output, String message) {
        super(message);
        this.output = output;
    }

    /** Returns the path with which the names of the output's files begin. */
    public String output() {
        return output;
    }
}
