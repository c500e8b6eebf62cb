package org.znn.driver.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.znn.driver.Signal;

/**
 * Shifts the times of all files that the job has written: those of a clock that was set back lie in the future, those
 * of a clock that was set forward in the past. The driver is killed first, or a second job is started.
 *
 * @param killed whether the driver is killed; else a second job is started
 */
record ClockFault(boolean killed) implements Fault {

    private static final Duration[] SHIFTS = {Duration.ofHours(-1), Duration.ofHours(1), Duration.ofDays(-3650),
            Duration.ofDays(400)};

    @Override
    public String name() {
        return killed ? "clock set back before the next run" : "clock set back while a second job starts";
    }

    @Override
    public boolean appliesTo(JobKind job, Deployment deployment) {
        return deployment == Deployment.LOCAL;
    }

    @Override
    public Expectation expectation(JobKind job) {
        return killed ? Expectation.resumesEqual() : Expectation.finishesEqual();
    }

    @Override
    public void strike(RunningJob job) throws Exception {
        Duration shift = SHIFTS[job.random().nextInt(SHIFTS.length)];
        if (killed) {
            job.kill();
            shift(job.job().out(), shift);
        } else {
            Signal.STOP.send(job.driver());
            try {
                shift(job.job().out(), shift);
                SecondJobFault.assertRefused(job, job.job().command());
            } finally {
                Signal.CONT.send(job.driver());
            }
        }
    }

    private static void shift(Path folder, Duration by) throws IOException {
        for (Path file : FaultJob.filesBelow(folder)) {
            Files.setLastModifiedTime(file, FileTime.from(Files.getLastModifiedTime(file).toInstant().plus(by)));
        }
    }
}
