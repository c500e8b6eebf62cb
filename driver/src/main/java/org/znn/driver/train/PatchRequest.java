package org.znn.driver.train;

import java.io.Serializable;

/**
 * What the tasks of one Spark job compute.
 *
 * @param step           training step, from 1
 * @param test           whether the patches test the network instead of training it
 * @param weightsVersion version of the weights, incremented with each update
 * @param returnVolumes  whether the result of the first patch includes its volumes
 */
record PatchRequest(long step, boolean test, long weightsVersion, boolean returnVolumes) implements Serializable {

    /** Describes the work on a patch, for error messages. */
    String describe(int patch) {
        return (test ? "patch " + patch + " of the test after step " : "patch " + patch + " of step ") + step;
    }
}
