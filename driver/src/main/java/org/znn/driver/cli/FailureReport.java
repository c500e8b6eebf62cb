package org.znn.driver.cli;

import org.znn.common.problem.UserMistake;
import org.znn.driver.console.Console;
import org.znn.driver.report.FailureText;
import org.znn.driver.report.PlainFailure;
import org.znn.driver.report.Quantities;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in plain words why a command failed. A stack trace is shown only where {@code --verbose} asks for it. */
final class FailureReport implements IExecutionExceptionHandler {

    private final Console console;
    private final RootCommand root;

    FailureReport(Console console, RootCommand root) {
        this.console = console;
        this.root = root;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        return report(failure);
    }

    /** Tells the failure and gives the exit code that belongs to it. */
    int report(Throwable failure) {
        if (find(failure, UserMistake.class) instanceof UserMistake mistake) {
            mistake.getMessage().lines().forEach(console::tell);
            trace(failure);
            return Program.MISTAKE;
        }
        if (isShuttingDown()) {
            console.tell("stopped; what was done stays for the next run");
            trace(failure);
            return Program.FAILED;
        }
        console.tell("failed: " + message(failure));
        trace(failure);
        if (!root.verbose() && !isPlain(failure)) {
            console.tell("znn COMMAND --verbose ... shows where it came from");
        }
        return Program.FAILED;
    }

    private void trace(Throwable failure) {
        if (!root.verbose()) {
            return;
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            console.tell((t == failure ? "" : "caused by ") + t);
            for (StackTraceElement frame : t.getStackTrace()) {
                console.tell("    at " + frame);
            }
        }
    }

    private static String message(Throwable failure) {
        if (find(failure, PlainFailure.class) instanceof PlainFailure plain) {
            return plain.getMessage();
        }
        if (find(failure, OutOfMemoryError.class) != null) {
            return "out of memory (" + Quantities.bytes(Runtime.getRuntime().maxMemory())
                    + " of heap); give more with --driver-memory, or with --executor-memory on a cluster";
        }
        return FailureText.of(failure);
    }

    /** Whether this Java is being ended from outside, which makes everything that still runs fail. */
    private static boolean isShuttingDown() {
        Thread hook = new Thread();
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static boolean isPlain(Throwable failure) {
        return find(failure, OutOfMemoryError.class) != null || find(failure, PlainFailure.class) != null
                || FailureText.plain(failure).isPresent();
    }

    private static <T extends Throwable> Throwable find(Throwable failure, Class<T> kind) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (kind.isInstance(t)) {
                return t;
            }
        }
        return null;
    }
}
