package org.znn.worker.part;

import java.io.IOException;

/** A part that is damaged; says which and what to do. */
public final class PartException extends IOException {

    public PartException(String part, String what) {
        super("the part " + part + " is damaged (" + what + "); delete it and start the job again:"
                + " only this block is computed anew");
    }
}
