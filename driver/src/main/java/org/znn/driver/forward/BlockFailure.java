package org.znn.driver.forward;

import org.znn.common.geometry.Box;
import org.znn.driver.spark.TaskFailure;

/** A task of a forward pass could not be done; names its block, where it was tried, and the cause in one line. */
public final class BlockFailure extends TaskFailure {

    private static final String LESS_MEMORY = "a smaller forward_outsz";

    /** Of a block of output voxels. */
    public BlockFailure(long block, Box box, String executor, Throwable cause) {
        super("block " + block + " (output voxels " + box + ")", executor, cause, LESS_MEMORY);
    }

    /** Of sections of an image, whose statistics were wanted. */
    BlockFailure(int from, int to, String executor, Throwable cause) {
        super("the statistics of the image's sections " + from + ".." + to, executor, cause, LESS_MEMORY);
    }
}
