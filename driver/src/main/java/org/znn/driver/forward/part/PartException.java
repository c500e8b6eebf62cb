package org.znn.driver.forward.part;

import org.znn.common.volume.VolumeException;

/** Thrown if a part file is damaged. */
public final class PartException extends VolumeException {

    /**
     * Creates an exception whose message names the part and says how to repair it.
     *
     * @param part   name of the part file
     * @param damage what is wrong with the file
     */
    public PartException(String part, String damage) {
        super("the part " + part + " is damaged (" + damage + "); delete it and start the job again:"
                + " only this block will be recomputed");
    }
}
