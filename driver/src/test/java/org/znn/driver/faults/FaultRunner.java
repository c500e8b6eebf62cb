package org.znn.driver.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.znn.driver.CommandResult;

/** Runs cases, each with the same files, one after another. */
final class FaultRunner {

    private static final int ATTEMPTS = 3;

    private final Path folder;
    private final Map<JobKind, UndisturbedJob> undisturbed = new EnumMap<>(JobKind.class);
    private int stages;

    /** Creates a runner that works in a folder. */
    FaultRunner(Path folder) {
        this.folder = folder;
    }

    /**
     * Lets the fault strike and fails unless its expectation comes true. A job that ends before the fault could strike
     * is started again.
     *
     * @return when the fault struck
     */
    String run(FaultCase faultCase) throws Exception {
        TooLateException late = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            stages++;
            try (FaultStage stage = new FaultStage(faultCase, undisturbed(faultCase.job()),
                    folder.resolve("stage-" + stages))) {
                return run(faultCase.fault(), stage);
            } catch (TooLateException e) {
                late = e;
            }
        }
        return fail(ATTEMPTS + " times too late: " + late.getMessage());
    }

    private UndisturbedJob undisturbed(JobKind kind) throws IOException, InterruptedException {
        if (!undisturbed.containsKey(kind)) {
            undisturbed.put(kind, UndisturbedJob.run(kind, folder));
        }
        return undisturbed.get(kind);
    }

    private static String run(Fault fault, FaultStage stage) throws Exception {
        Expectation expectation = fault.expectation(stage.job().kind());
        FaultJudge judge = new FaultJudge(stage, expectation);
        int moment = fault.moment(stage.job(), stage.random());
        fault.prepare(stage);
        RunningJob struck = stage.start();
        if (moment > 0) {
            struck.awaitProgress(moment);
            stage.noteProcesses(struck);
        }
        fault.strike(struck);
        CommandResult first = struck.finish();
        Optional<CommandResult> last = switch (expectation.end()) {
            case FINISHES_EQUAL -> Optional.of(first);
            case RESUMES_EQUAL -> Optional.empty();
            case STOPS, FINISHES_OR_STOPS -> stop(first, fault, stage, judge);
            case RESTART_REFUSED -> refuse(fault, stage, judge);
        };
        judge.assertCompleted(last.isPresent() ? last.get() : stage.run());
        judge.assertEnd();
        return moment == 0 ? "at the start" : "after " + moment + " of " + stage.job().results() + " "
                + stage.job().unit();
    }

    /** Judges the struck run; returns it if it has completed although it need not. */
    private static Optional<CommandResult> stop(CommandResult first, Fault fault, FaultStage stage, FaultJudge judge)
            throws Exception {
        if (first.exit() == 0) {
            if (fault.expectation(stage.job().kind()).end() == Expectation.End.FINISHES_OR_STOPS) {
                return Optional.of(first);
            }
            throw new TooLateException("the run completed in spite of the fault: " + first.all());
        }
        judge.assertStopped(first, fault.permitsCleanUp());
        fault.repair(stage);
        return Optional.empty();
    }

    private static Optional<CommandResult> refuse(Fault fault, FaultStage stage, FaultJudge judge) throws Exception {
        Map<Path, Long> before = judge.results();
        // What the killed run has left stays until a run starts.
        judge.assertStopped(stage.run(), false);
        assertEquals(before, judge.results(), "the refused run has changed results");
        fault.repair(stage);
        return Optional.empty();
    }
}
