package org.znn.driver.faults;

import java.util.SplittableRandom;

/**
 * Kills (SIGKILL) a process.
 *
 * @param whileWriting whether a file of the results is being written at that moment
 */
record KillFault(Victim victim, boolean whileWriting) implements Fault {

    @Override
    public String name() {
        return victim + " killed" + (whileWriting ? " while a file is written" : "");
    }

    @Override
    public boolean appliesTo(JobKind job, Deployment deployment) {
        return victim.isIn(deployment);
    }

    @Override
    public Expectation expectation(JobKind job) {
        return victim == Victim.DRIVER ? Expectation.resumesEqual() : Expectation.finishesEqual();
    }

    /** A driver may be killed at any moment: also while it assembles an output, after the last part. */
    @Override
    public int moment(FaultJob job, SplittableRandom random) {
        return victim == Victim.DRIVER && !whileWriting ? 1 + random.nextInt(job.results() - 1)
                : Fault.super.moment(job, random);
    }

    @Override
    public void strike(RunningJob job) throws Exception {
        if (whileWriting) {
            job.awaitPendingFile();
        }
        if (victim == Victim.DRIVER) {
            job.kill();
        } else {
            victim.of(job).destroyForcibly();
        }
    }
}
