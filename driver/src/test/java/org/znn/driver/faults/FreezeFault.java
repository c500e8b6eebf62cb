package org.znn.driver.faults;

import org.znn.driver.Signal;

/**
 * Freezes (SIGSTOP) a process and continues it (SIGCONT) after others have acted: for a driver, after a second job was
 * refused; for an executor, after the driver has given it up; for a worker or master, after the job has progressed.
 */
record FreezeFault(Victim victim) implements Fault {

    private static final String HEARTBEAT = "2s";
    private static final String TIMEOUT = "8s";

    @Override
    public String name() {
        return victim + " frozen";
    }

    @Override
    public boolean appliesTo(JobKind job, Deployment deployment) {
        return victim.isIn(deployment);
    }

    @Override
    public Expectation expectation(JobKind job) {
        return Expectation.finishesEqual();
    }

    @Override
    public void prepare(FaultStage stage) {
        if (victim == Victim.EXECUTOR) {
            stage.set("spark.executor.heartbeatInterval", HEARTBEAT);
            stage.set("spark.network.timeoutInterval", HEARTBEAT);
            stage.set("spark.network.timeout", TIMEOUT);
        }
    }

    @Override
    public void strike(RunningJob job) throws Exception {
        ProcessHandle frozen = victim.of(job);
        int progress = job.job().progress();
        Signal.STOP.send(frozen);
        try {
            switch (victim) {
                case DRIVER -> SecondJobFault.assertRefused(job, job.job().command());
                case EXECUTOR -> job.awaitPrinted("Lost executor");
                default -> job.awaitProgress(progress + 1);
            }
        } finally {
            if (frozen.isAlive()) {
                Signal.CONT.send(frozen);
            }
        }
    }
}
