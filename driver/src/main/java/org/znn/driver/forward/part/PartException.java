package org.znn.driver.forward.part;

import java.io.IOException;
import org.znn.common.volume.VolumeException;
import org.znn.driver.report.FailureMessages;

/** Thrown if a part file is missing, damaged or not that of the expected block; its block can be computed again. */
public final class PartException extends VolumeException {

    private final String damage;

    /**
     * Creates an exception.
     *
     * @param part   name of the part file
     * @param damage what is wrong with the file, such as "it ends inside its header"
     */
    public PartException(String part, String damage) {
        super("the part " + part + " cannot be used: " + damage);
        this.damage = damage;
    }

    /** Creates an exception for a part that cannot be read. */
    PartException(String part, IOException cause) {
        super("the part " + part + " cannot be read: " + FailureMessages.describe(cause), cause);
        damage = "it cannot be read: " + FailureMessages.describe(cause);
    }

    /** Returns what is wrong with the file. */
    public String damage() {
        return damage;
    }
}
