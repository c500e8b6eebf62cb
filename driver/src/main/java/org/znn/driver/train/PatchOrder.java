package org.znn.driver.train;

import java.io.Serializable;

/**
 * What the tasks of one Spark job do.
 *
 * @param step    of the training, from 1
 * @param test    whether the network is tested, or learns
 * @param version of the weights: how often they were updated
 * @param keep    whether the first patch itself comes back, to be looked at
 */
record PatchOrder(long step, boolean test, long version, boolean keep) implements Serializable {

    /** The work on a patch, as a failure names it. */
    String describe(int patch) {
        return (test ? "patch " + patch + " of the test after step " : "patch " + patch + " of step ") + step;
    }
}
