package org.znn.driver.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The only user of the standard streams: results go to the output stream, messages and progress to the error stream.
 * Progress is a single line that is overwritten on a terminal, and an occasional plain line elsewhere.
 */
public final class Console {

    /** Environment variable that {@code submit/znn} sets to the width of the terminal behind the error stream. */
    private static final String COLUMNS_VARIABLE = "ZNN_TERMINAL";
    private static final long TERMINAL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PLAIN_INTERVAL = TimeUnit.SECONDS.toNanos(10);

    private final PrintStream out;
    private final PrintStream err;
    private final int columns;
    private final LongSupplier nanoTime;
    private long lastProgress;
    private boolean progressShown;
    private boolean lineOpen;
    private boolean silent;

    /**
     * Creates a console on any two streams.
     *
     * @param columns  width of the terminal behind {@code err} in characters; 0 if {@code err} is not a terminal
     * @param nanoTime clock in nanoseconds, such as {@link System#nanoTime()}
     */
    public Console(PrintStream out, PrintStream err, int columns, LongSupplier nanoTime) {
        this.out = out;
        this.err = err;
        this.columns = columns;
        this.nanoTime = nanoTime;
    }

    /** Returns a console on the standard streams of the process, in the encoding of the terminal. */
    public static Console standard() {
        Charset charset = terminalCharset();
        return new Console(new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                columns(System.getenv(COLUMNS_VARIABLE)), System::nanoTime);
    }

    /** Returns whether the error stream is a terminal. */
    public boolean isTerminal() {
        return columns > 0;
    }

    /** Prints one line of the command's result to the output stream. */
    public synchronized void printResult(String text) {
        if (!silent) {
            closeLine();
            out.println(text);
        }
    }

    /** Prints one line about the command, such as an error, a warning or a finished step, to the error stream. */
    public synchronized void printMessage(String text) {
        if (!silent) {
            closeLine();
            err.println(text);
        }
    }

    /**
     * Shows the progress of the command. Calls may be arbitrarily frequent: a call is ignored if the last line was
     * shown less than 100 ms ago on a terminal, or less than 10 s ago elsewhere.
     */
    public synchronized void showProgress(String text) {
        long now = nanoTime.getAsLong();
        if (silent
                || progressShown && now - lastProgress < (isTerminal() ? TERMINAL_INTERVAL : PLAIN_INTERVAL)) {
            return;
        }
        progressShown = true;
        lastProgress = now;
        if (isTerminal()) {
            overwriteLine(text);
        } else {
            err.println(text);
        }
    }

    /**
     * Drops whatever is printed from now on, except for the last line.
     *
     * @param progress text shown on a terminal until the last line is printed
     */
    public synchronized void silence(String progress) {
        closeLine();
        silent = true;
        if (isTerminal()) {
            overwriteLine(progress);
        }
    }

    /** Prints the last line of the process to the error stream; whatever follows is dropped. */
    public synchronized void printLast(String text) {
        silent = true;
        if (lineOpen) {
            overwriteLine("");
            lineOpen = false;
        }
        err.println(text);
    }

    private void overwriteLine(String text) {
        err.print("\r" + text.substring(0, Math.min(text.length(), columns - 1)) + "\u001b[K");
        err.flush();
        lineOpen = true;
    }

    private void closeLine() {
        if (lineOpen) {
            err.println();
            lineOpen = false;
        }
    }

    private static int columns(String variable) {
        try {
            return variable == null ? 0 : Math.max(0, Integer.parseInt(variable.trim()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Returns the encoding of the locale, which is not the default of Java 18 and later. */
    private static Charset terminalCharset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
