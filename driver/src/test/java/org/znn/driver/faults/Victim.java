package org.znn.driver.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Locale;

/** A process of a job or of its cluster. */
enum Victim {

    DRIVER, EXECUTOR, WORKER, MASTER;

    /** Returns whether the process is struck on a deployment; drivers of all clusters are alike. */
    boolean isIn(Deployment deployment) {
        return switch (this) {
            case DRIVER -> deployment != Deployment.STANDALONE;
            case EXECUTOR -> deployment == Deployment.LOCAL_CLUSTER;
            case WORKER, MASTER -> deployment == Deployment.STANDALONE;
        };
    }

    /** Returns the process; one of several is drawn. */
    ProcessHandle of(RunningJob job) {
        return switch (this) {
            case DRIVER -> job.driver();
            case EXECUTOR -> draw(job, job.executors());
            case WORKER -> draw(job, job.stage().cluster().workers());
            case MASTER -> job.stage().cluster().master();
        };
    }

    private static ProcessHandle draw(RunningJob job, List<ProcessHandle> processes) {
        assertFalse(processes.isEmpty(), "no process of this kind is running");
        return processes.get(job.random().nextInt(processes.size()));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
