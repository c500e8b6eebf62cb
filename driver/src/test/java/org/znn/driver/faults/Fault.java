package org.znn.driver.faults;

import java.util.List;
import java.util.SplittableRandom;

/** Something that goes wrong around a job. */
interface Fault {

    String name();

    boolean appliesTo(JobKind job, Deployment deployment);

    Expectation expectation(JobKind job);

    /**
     * Returns the progress of the job after which the fault strikes.
     *
     * @return number of committed results; 0 for the start of the job
     */
    default int moment(FaultJob job, SplittableRandom random) {
        List<Integer> moments = job.moments();
        return moments.get(random.nextInt(moments.size()));
    }

    /** Prepares the place before the job starts; aborts the test if this machine does not permit it. */
    default void prepare(FaultStage stage) throws Exception {
    }

    /** Strikes a job that has just come to the moment. */
    void strike(RunningJob job) throws Exception;

    /** Returns whether the struck run can remove its files. */
    default boolean permitsCleanUp() {
        return true;
    }

    /** Does what a user does before he runs the job again. */
    default void repair(FaultStage stage) throws Exception {
    }
}
