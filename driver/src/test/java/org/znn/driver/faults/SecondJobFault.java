package org.znn.driver.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.znn.driver.CommandResult;

/**
 * Starts a second job with the outputs of the first, as soon as the first has its lease.
 *
 * @param identical whether it is the same job
 */
record SecondJobFault(boolean identical) implements Fault {

    private static final int EXIT_USER_ERROR = 2;

    @Override
    public String name() {
        return identical ? "second run of the job" : "second job of the same outputs";
    }

    @Override
    public boolean appliesTo(JobKind job, Deployment deployment) {
        return deployment == Deployment.LOCAL || identical && deployment == Deployment.LOCAL_CLUSTER;
    }

    @Override
    public Expectation expectation(JobKind job) {
        return Expectation.finishesEqual();
    }

    /** The first job has its whole work before it, so that it outlasts the second. */
    @Override
    public int moment(FaultJob job, SplittableRandom random) {
        return 0;
    }

    @Override
    public void strike(RunningJob job) throws Exception {
        job.awaitLease();
        assertRefused(job, identical ? job.job().command() : job.job().rivalCommand());
    }

    /** Runs a second command and fails unless it is refused with the name of the first. */
    static void assertRefused(RunningJob first, String... command) throws Exception {
        CommandResult second = first.stage().start(command).finish();
        second.assertMessages(EXIT_USER_ERROR);
        for (String named : new String[] {String.valueOf(first.driver().pid()), System.getProperty("user.name"),
                first.job().kind().command()}) {
            assertTrue(Pattern.compile("\\b" + Pattern.quote(named) + "\\b").matcher(second.err()).find(),
                    () -> "the refusal of the second job does not name '" + named + "': " + second.all());
        }
    }
}
