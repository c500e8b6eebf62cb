package org.znn.driver.faults;

/**
 * Damages or removes a committed part, while the job runs or between two runs of it.
 *
 * @param killed whether the driver is killed first
 */
record PartFault(LedgerChange change, boolean killed) implements Fault {

    @Override
    public String name() {
        return "part " + change + (killed ? " before the next run" : "");
    }

    @Override
    public boolean appliesTo(JobKind job, Deployment deployment) {
        return job == JobKind.FORWARD && deployment != Deployment.STANDALONE;
    }

    /** A part that is missing at the start of a run is nothing special; all others are reported. */
    @Override
    public Expectation expectation(JobKind job) {
        Expectation expected = killed ? Expectation.resumesEqual() : Expectation.finishesEqual();
        return killed && change == LedgerChange.REMOVED ? expected
                : expected.reporting("parts? (?:was|were) missing or damaged.*computing");
    }

    @Override
    public void strike(RunningJob job) throws Exception {
        if (killed) {
            job.kill();
        }
        change.applyToOne(job);
    }
}
