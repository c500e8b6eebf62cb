package org.znn.driver.faults;

import java.nio.file.Files;
import java.util.SplittableRandom;

/** Kills a training and removes its learning curve, as if it had been killed before it wrote the curve. */
record CurveFault() implements Fault {

    @Override
    public String name() {
        return "learning curve removed before the next run";
    }

    @Override
    public boolean appliesTo(JobKind job, Deployment deployment) {
        return job == JobKind.TRAIN && deployment == Deployment.LOCAL;
    }

    @Override
    public Expectation expectation(JobKind job) {
        return Expectation.resumesEqual();
    }

    /** Waits for the last checkpoint, so that no later save writes the curve again. */
    @Override
    public int moment(FaultJob job, SplittableRandom random) {
        return job.results();
    }

    @Override
    public void strike(RunningJob job) throws Exception {
        job.kill();
        Files.deleteIfExists(job.job().out().resolve("net_curve.csv"));
        Files.deleteIfExists(job.job().out().resolve("net_curve.png"));
    }
}
