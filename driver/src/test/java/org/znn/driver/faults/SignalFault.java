package org.znn.driver.faults;

import java.io.IOException;
import org.znn.driver.Signal;

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

    @Override
    public void prepare(FaultStage stage) throws IOException {
        signal.requireReceived();
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
