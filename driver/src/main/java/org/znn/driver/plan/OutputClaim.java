package org.znn.driver.plan;

import java.util.List;

/** What a command does about other jobs with the same outputs, before it reads their earlier results. */
@FunctionalInterface
public interface OutputClaim {

    /**
     * Claims outputs.
     *
     * @param outputs paths in one folder, with which the names of the outputs' files begin, in an order that is the
     *                same in all jobs
     * @return whether earlier results may be read; otherwise an error has been reported
     */
    boolean claim(List<String> outputs);
}
