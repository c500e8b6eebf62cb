package org.znn.driver.spark;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.znn.driver.stop.CommitGate;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * State that a JVM keeps between tasks: a thread team and the compiled network, in training also the data, so that they
 * are created once per job instead of once per task. Two tasks are executed concurrently: one computes while the other
 * reads or writes.
 */
public final class ExecutorState {

    private static final ExecutorState OF_THIS_JVM = new ExecutorState();
    private static final int CONCURRENT_TASKS = 2;

    private final CommitGate commits = CommitGate.ofThisJvm();
    private final Semaphore tasks = new Semaphore(CONCURRENT_TASKS, true);
    private ForkJoinTeam team;
    private String currentKey = "";
    private Object current;
    private BackgroundTask backgroundTask;

    private ExecutorState() {
    }

    public static ExecutorState ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** Returns the gate through which tasks commit files. */
    public CommitGate commits() {
        return commits;
    }

    /** Executes the work of a task as soon as one of the permits is free. */
    public <T> T withPermit(Callable<T> work) throws Exception {
        tasks.acquire();
        try {
            return work.call();
        } finally {
            tasks.release();
        }
    }

    /**
     * Executes work on a background thread until the first task computes.
     *
     * @param work regularly polls the supplier and returns once it is true
     */
    public synchronized void runInBackground(Consumer<BooleanSupplier> work) {
        stopBackgroundTask();
        backgroundTask = new BackgroundTask(work);
    }

    private void stopBackgroundTask() {
        if (backgroundTask != null) {
            backgroundTask.stop();
            backgroundTask = null;
        }
    }

    /**
     * Returns the object with the given key, creating it on the first call and discarding the object of an earlier job.
     *
     * @param key     identifies the object, unique to the job and the number of threads
     * @param threads size of the thread team
     * @param factory creates the object on the team
     */
    public synchronized <T> T getOrCreate(Class<T> type, String key, int threads, Function<ForkJoinTeam, T> factory) {
        stopBackgroundTask();
        if (!key.equals(currentKey)) {
            current = null;
            currentKey = "";
            if (team == null || team.size() != threads) {
                if (team != null) {
                    team.close();
                }
                team = new ForkJoinTeam(threads);
            }
            current = factory.apply(team);
            currentKey = key;
        }
        return type.cast(current);
    }
}
