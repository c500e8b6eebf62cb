package org.znn.common.volume.storage;

import java.io.IOException;

/** The right of one job to write the files of its outputs. It is checked before each file gets its final name. */
@FunctionalInterface
public interface OutputLease {

    /**
     * Returns if this job still holds the output that a file belongs to, or if the file is none of an output.
     *
     * @param file final path of the file
     * @throws IOException if another job has taken the output over, or if this cannot be found out
     */
    void requireHeld(String file) throws IOException;
}
