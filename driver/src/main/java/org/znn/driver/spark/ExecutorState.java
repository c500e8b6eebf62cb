package org.znn.driver.spark;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.znn.worker.parallel.ThreadTeam;

/**
 * The one state a JVM keeps between tasks: its threads and what computes on them (a compiled network; with training
 * data, where it is trained), so that neither is made once a task. Two tasks are under way at a time: while one
 * computes, the other reads or writes.
 */
public final class ExecutorState {

    private static final ExecutorState OF_THIS_JVM = new ExecutorState();
    private static final int TASKS_UNDER_WAY = 2;

    private final Semaphore tasks = new Semaphore(TASKS_UNDER_WAY, true);
    private ThreadTeam team;
    private String key = "";
    private Object kept;
    private Meanwhile meanwhile;

    private ExecutorState() {
    }

    public static ExecutorState ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** Runs a task's work when it is its turn. */
    public <T> T inTurn(Callable<T> work) throws Exception {
        tasks.acquire();
        try {
            return work.call();
        } finally {
            tasks.release();
        }
    }

    /**
     * Does something on a thread of its own until a task computes.
     *
     * @param work asks now and then whether to end
     */
    public synchronized void meanwhile(Consumer<BooleanSupplier> work) {
        endMeanwhile();
        meanwhile = new Meanwhile(work);
    }

    private void endMeanwhile() {
        if (meanwhile != null) {
            meanwhile.end();
            meanwhile = null;
        }
    }

    /**
     * What computes for a job; made by the first task that asks, replacing that of an earlier job.
     *
     * @param wanted  the same for the same job and number of threads
     * @param threads of the team that computes
     */
    public synchronized <T> T kept(Class<T> type, String wanted, int threads, Function<ThreadTeam, T> make) {
        endMeanwhile();
        if (!wanted.equals(key)) {
            kept = null;
            key = "";
            if (team == null || team.size() != threads) {
                if (team != null) {
                    team.close();
                }
                team = new ThreadTeam(threads);
            }
            kept = make.apply(team);
            key = wanted;
        }
        return type.cast(kept);
    }
}
