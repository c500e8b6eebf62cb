package org.znn.driver.faults;

/**
 * Changes images or labels, while the job runs or between two runs of it.
 *
 * @param killed whether the driver is killed first
 */
record InputFault(InputChange change, boolean killed) implements Fault {

    private static final String NAME = "(?s)(?:noise|image|label)\\d\\.h5.*";

    @Override
    public String name() {
        return "input " + change + (killed ? " before the next run" : "");
    }

    @Override
    public boolean appliesTo(JobKind job, Deployment deployment) {
        return deployment == Deployment.LOCAL || deployment == Deployment.LOCAL_CLUSTER && !killed;
    }

    /** Executors keep the volumes of a training in memory, so that a change may be harmless until the next run. */
    @Override
    public Expectation expectation(JobKind job) {
        if (change == InputChange.COPIED) {
            return killed ? Expectation.resumesEqual() : Expectation.finishesEqual();
        }
        String cause = NAME + (change == InputChange.REMOVED ? "no such file|does not exist|missing|removed|gone"
                : "chang|differ|replaced|exchanged|damaged|ends|too short|truncated");
        if (killed) {
            return Expectation.restartRefused(cause);
        }
        return job == JobKind.TRAIN ? Expectation.finishesOrStops(cause) : Expectation.stops(cause).withExit(1);
    }

    @Override
    public void strike(RunningJob job) throws Exception {
        if (killed) {
            job.kill();
        }
        change.apply(job.job());
    }

    @Override
    public void repair(FaultStage stage) throws Exception {
        stage.undisturbed().restoreInputs();
    }
}
