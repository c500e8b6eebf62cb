package org.znn.driver.faults;

import java.util.SplittableRandom;

/**
 * Takes the disk of the results away: it is full, or read-only.
 *
 * @param full    whether it is full; else it is read-only
 * @param atStart whether it is so before the job starts
 */
record DiskFault(boolean full, boolean atStart) implements Fault {

    @Override
    public String name() {
        return (full ? "full disk" : "read-only folder") + (atStart ? " from the start" : "");
    }

    @Override
    public boolean appliesTo(JobKind job, Deployment deployment) {
        return deployment == Deployment.LOCAL || deployment == Deployment.LOCAL_CLUSTER && !atStart;
    }

    @Override
    public Expectation expectation(JobKind job) {
        return Expectation.stops(full ? "\\bspace\\b"
                : "read-only|not writable|cannot be (?:written|created)|cannot (?:write|create)|permission")
                .withExit(atStart ? 2 : 1);
    }

    @Override
    public int moment(FaultJob job, SplittableRandom random) {
        return atStart ? 0 : Fault.super.moment(job, random);
    }

    @Override
    public void prepare(FaultStage stage) throws Exception {
        stage.mountDisk();
        if (atStart) {
            take(stage);
        }
    }

    @Override
    public void strike(RunningJob job) throws Exception {
        if (!atStart) {
            take(job.stage());
        }
    }

    @Override
    public boolean permitsCleanUp() {
        return full;
    }

    private void take(FaultStage stage) throws Exception {
        if (full) {
            stage.disk().fill();
        } else {
            stage.disk().setWritable(false);
        }
    }

    @Override
    public void repair(FaultStage stage) throws Exception {
        if (full) {
            stage.disk().makeSpace();
        } else {
            stage.disk().setWritable(true);
        }
    }
}
