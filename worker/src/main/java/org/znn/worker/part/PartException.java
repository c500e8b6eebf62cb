package org.znn.worker.part;

import org.znn.common.volume.VolumeException;

/** A part that is damaged; says which and what to do. */
public final class PartException extends VolumeException {

    public PartException(String part, String what) {
        super("the part " + part + " is damaged (" + what + "); delete it and start the job again:"
                + " only this block is computed anew");
    }
}
