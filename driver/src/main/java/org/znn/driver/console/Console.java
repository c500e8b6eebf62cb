package org.znn.driver.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The one owner of the standard streams: results go to the output, everything said about a run to the error stream.
 * Progress is one line that is written over on a terminal, and a plain line now and then elsewhere.
 */
public final class Console {

    /** Set by {@code submit/znn} to the columns of the terminal behind the error stream. */
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

    /**
     * A console on any two streams.
     *
     * @param columns  of the terminal behind {@code err}; 0 where it is none
     * @param nanoTime the clock, as {@link System#nanoTime()}
     */
    public Console(PrintStream out, PrintStream err, int columns, LongSupplier nanoTime) {
        this.out = out;
        this.err = err;
        this.columns = columns;
        this.nanoTime = nanoTime;
    }

    /** The process's own streams, in the terminal's encoding. */
    public static Console standard() {
        Charset charset = terminalCharset();
        return new Console(new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                columns(System.getenv(COLUMNS_VARIABLE)), System::nanoTime);
    }

    /** Whether a terminal shows what is said about a run. */
    public boolean isTerminal() {
        return columns > 0;
    }

    /** Columns of that terminal; 0 where there is none. */
    public int columns() {
        return columns;
    }

    /** One line of the command's result. */
    public synchronized void line(String text) {
        closeLine();
        out.println(text);
    }

    /** One line about the run: a mistake, a warning, a step that is done. */
    public synchronized void tell(String text) {
        closeLine();
        err.println(text);
    }

    /**
     * How far a run has come. May be called as often as one likes: what comes too soon after the last is dropped
     * (100 ms on a terminal, 10 s elsewhere).
     */
    public synchronized void progress(String text) {
        long now = nanoTime.getAsLong();
        if (progressShown && now - lastProgress < (isTerminal() ? TERMINAL_INTERVAL : PLAIN_INTERVAL)) {
            return;
        }
        progressShown = true;
        lastProgress = now;
        if (isTerminal()) {
            err.print("\r" + text.substring(0, Math.min(text.length(), columns - 1)) + "\u001b[K");
            err.flush();
            lineOpen = true;
        } else {
            err.println(text);
        }
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

    /** The encoding of the locale, which Java 18 and later do not use by default. */
    private static Charset terminalCharset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
