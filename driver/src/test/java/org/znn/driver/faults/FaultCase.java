package org.znn.driver.faults;

import java.util.SplittableRandom;

/**
 * A fault of one job on one deployment.
 *
 * @param number number of the case in its suite, from 1
 * @param seed   seed of all that is drawn
 */
record FaultCase(int number, Fault fault, JobKind job, Deployment deployment, long seed) {

    SplittableRandom random() {
        return new SplittableRandom(seed);
    }

    @Override
    public String toString() {
        return number + ": " + fault.name() + ", " + job.command() + ", " + deployment;
    }
}
