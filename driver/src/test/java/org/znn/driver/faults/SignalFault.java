package org.znn.driver.faults;

import java.io.IOException;
import org.opentest4j.TestAbortedException;

/** Sends a signal that asks the driver to end; a terminal also sends its signals to the driver's executors. */
record SignalFault(Signal signal) implements Fault {

    @Override
    public String name() {
        return "SIG" + signal;
    }

    @Override
    public boolean appliesTo(JobKind job, Deployment deployment) {
        return deployment != Deployment.STANDALONE;
    }

    @Override
    public Expectation expectation(JobKind job) {
        return Expectation.stops(FaultJudge.STOPPED).withExit(signal.exit());
    }

    /** Processes inherit ignored signals, for instance from nohup or from a shell that runs them in the background. */
    @Override
    public void prepare(FaultStage stage) throws IOException {
        if (signal.isIgnoredHere()) {
            throw new TestAbortedException("SIG" + signal + " is ignored where the tests run, and so by all processes"
                    + " that they start");
        }
    }

    @Override
    public void strike(RunningJob job) throws Exception {
        if (signal == Signal.TERM) {
            signal.send(job.driver());
            return;
        }
        for (ProcessHandle process : job.processGroup()) {
            if (process.isAlive()) {
                signal.send(process);
            }
        }
    }
}
