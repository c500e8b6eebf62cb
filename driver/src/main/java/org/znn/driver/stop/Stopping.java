package org.znn.driver.stop;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.znn.driver.console.Console;
import org.znn.driver.console.LibraryLog;
import org.znn.driver.report.JobFailedException;

/**
 * The end of the program on SIGINT, SIGTERM or SIGHUP: the JVM runs its shutdown hooks beside the main thread and exits
 * once they have returned, with 128 plus the number of the signal. The hook of this class silences the console,
 * interrupts guarded work of the main thread, waits until it has cleaned up, and prints one last line. The hooks of
 * Spark and Hadoop wait for it, because they close what the main thread cleans up with.
 */
public final class Stopping {

    private static final String STOPPED = "stopped";
    private static final String WORK_IS_KEPT = "stopped; finished work is kept for the next run";
    private static final String STOPPING = "the program is stopping";
    private static final String IN_PROGRESS = "stopping; press Ctrl-C again to end at once";
    /** System property: seconds for the clean-up; cluster managers kill a process soon after SIGTERM. */
    private static final String LIMIT_PROPERTY = "znn.stop.seconds";
    private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger(LIMIT_PROPERTY, 20));
    /** Libraries may swallow an interrupt; the next one must not disturb what the first one has set off. */
    private static final Duration INTERRUPT_INTERVAL = Duration.ofSeconds(5);

    private final Console console;
    private final Thread main = Thread.currentThread();
    private final TemporaryFolder temporaryFolder = TemporaryFolder.ofThisProcess();
    private final CountDownLatch lastLinePrinted = new CountDownLatch(1);
    private String lastLine = STOPPED;
    private boolean guarded;
    private int cleanUps;
    private boolean ended;
    private boolean installed;
    private boolean hadoopHooksHeld;
    private boolean stopping;

    /** Creates an object of the main thread, which learns of no signal unless {@link #install} has created it. */
    public Stopping(Console console) {
        this.console = console;
    }

    /** Lets signals stop the program of the calling thread, the main thread, from now on. */
    public static Stopping install(Console console) {
        Stopping stopping = new Stopping(console);
        stopping.installed = true;
        Runtime.getRuntime().addShutdownHook(new Thread(stopping::shutDown, "znn-stop"));
        if (HadoopHooks.areInUse()) {
            stopping.holdHadoopHooks();
        }
        return stopping;
    }

    /** Returns whether the JVM is ending, whether its hooks have begun or not; what fails then has no message. */
    public static boolean isStopping() {
        Thread hook = new Thread();
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Throws an exception, which is not printed, if the JVM is ending: for work that an interrupt would not end. */
    public static void throwIfStopping() {
        if (isStopping()) {
            throw new JobFailedException(STOPPING);
        }
    }

    /** Declares that the next run of the command goes on with the work that this one has finished. */
    public synchronized void keepFinishedWork() {
        lastLine = WORK_IS_KEPT;
    }

    /** Lets the hooks of Spark and Hadoop wait for the end of guarded work; must precede the start of Spark. */
    public synchronized void holdHadoopHooks() {
        if (installed && !hadoopHooksHeld) {
            HadoopHooks.addFirst(this::awaitLastLine, LIMIT.multipliedBy(2));
            HadoopHooks.addSparks();
            HadoopHooks.addLast(temporaryFolder::remove, LIMIT);
            hadoopHooksHeld = true;
        }
    }

    /** Runs work that leaves files or processes behind unless it ends by itself: a signal interrupts it and waits. */
    public <E extends Exception> void runGuarded(Action<E> work) throws E {
        setGuarded(true);
        try {
            work.run();
        } finally {
            setGuarded(false);
        }
    }

    /** Runs the clean-up of guarded work, which signals do not interrupt. */
    public <E extends Exception> void cleanUp(Action<E> cleanUp) throws E {
        countCleanUps(1);
        try {
            cleanUp.run();
        } finally {
            countCleanUps(-1);
        }
    }

    /** Declares that the program has printed everything: signals have no message any more. */
    public synchronized void end() {
        ended = true;
    }

    private synchronized void setGuarded(boolean value) {
        if (value && stopping) {
            throw new JobFailedException(STOPPING);
        }
        guarded = value;
        notifyAll();
    }

    private synchronized void countCleanUps(int change) {
        cleanUps += change;
        if (stopping) {
            // The interrupt has done its work; blocking operations of the clean-up would fail.
            Thread.interrupted();
        }
    }

    /** Ends the program; the body of the shutdown hook. */
    void shutDown() {
        try {
            if (begin()) {
                awaitCleanUp();
                console.printLast(lastLine);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lastLinePrinted.countDown();
        }
        if (!isHoldingHadoopHooks()) {
            temporaryFolder.remove();
        }
    }

    private void awaitLastLine() {
        try {
            lastLinePrinted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether a signal has come before the end of the program. */
    private synchronized boolean begin() {
        stopping = !ended;
        if (stopping) {
            InterruptSignal.restoreDefault();
            console.silence(IN_PROGRESS);
            // Threads fail when what they use is closed, and libraries print that.
            System.setErr(new PrintStream(OutputStream.nullOutputStream()));
            if (hadoopHooksHeld) {
                LibraryLog.off();
            }
        }
        return stopping;
    }

    private synchronized boolean isHoldingHadoopHooks() {
        return hadoopHooksHeld;
    }

    private synchronized void awaitCleanUp() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (long left = LIMIT.toMillis(); guarded && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            if (cleanUps == 0) {
                main.interrupt();
            }
            wait(Math.min(left, INTERRUPT_INTERVAL.toMillis()));
        }
    }
}
