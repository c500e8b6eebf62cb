package org.znn.driver.cli;

import java.util.Optional;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.driver.console.Console;
import org.znn.driver.report.FailureMessages;
import org.znn.driver.report.JobFailedException;
import org.znn.driver.report.Quantities;
import org.znn.driver.stop.Stopping;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints in plain words why a command failed; stack traces are printed with {@code --verbose} only. */
final class FailureHandler implements IExecutionExceptionHandler {

    private final Console console;
    private final RootCommand root;

    FailureHandler(Console console, RootCommand root) {
        this.console = console;
        this.root = root;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        return report(failure);
    }

    /** Prints the failure, unless it is due to a signal, and returns its exit code. */
    int report(Throwable failure) {
        if (Stopping.isStopping()) {
            return Program.EXIT_FAILURE;
        }
        Optional<UserErrorException> userError = FailureMessages.findCause(failure, UserErrorException.class);
        if (userError.isPresent()) {
            userError.get().getMessage().lines().forEach(console::printMessage);
            printTrace(failure);
            return Program.EXIT_USER_ERROR;
        }
        console.printMessage("failed: " + message(failure));
        printTrace(failure);
        if (!root.isVerbose() && !isExpected(failure)) {
            console.printMessage("run znn COMMAND --verbose ... to see the stack trace");
        }
        return Program.EXIT_FAILURE;
    }

    private void printTrace(Throwable failure) {
        if (!root.isVerbose()) {
            return;
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            console.printMessage((t == failure ? "" : "caused by ") + t);
            for (StackTraceElement frame : t.getStackTrace()) {
                console.printMessage("    at " + frame);
            }
        }
    }

    private static String message(Throwable failure) {
        Optional<JobFailedException> expected = FailureMessages.findCause(failure, JobFailedException.class);
        if (expected.isPresent()) {
            return expected.get().getMessage();
        }
        if (FailureMessages.findCause(failure, OutOfMemoryError.class).isPresent()) {
            return "out of memory (the heap has " + Quantities.formatBytes(Runtime.getRuntime().maxMemory())
                    + "); give more with --driver-memory, or with --executor-memory on a cluster";
        }
        return FailureMessages.describe(failure);
    }

    private static boolean isExpected(Throwable failure) {
        return FailureMessages.findCause(failure, OutOfMemoryError.class).isPresent()
                || FailureMessages.findCause(failure, JobFailedException.class).isPresent()
                || FailureMessages.describeKnown(failure).isPresent();
    }
}
