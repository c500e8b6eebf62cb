package org.znn.driver.spark;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.znn.worker.engine.CompiledNetwork;
import org.znn.worker.parallel.ThreadTeam;

/**
 * The one state a JVM keeps between tasks: its threads and its compiled network, so that neither is made once a task.
 * Two blocks are under way at a time: while one computes, the other reads or writes.
 */
public final class ExecutorState {

    private static final ExecutorState OF_THIS_JVM = new ExecutorState();
    private static final int BLOCKS_UNDER_WAY = 2;

    private final Semaphore blocks = new Semaphore(BLOCKS_UNDER_WAY, true);
    private ThreadTeam team;
    private String networkKey = "";
    private CompiledNetwork network;

    private ExecutorState() {
    }

    public static ExecutorState ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** Runs a block's work when it is its turn. */
    public <T> T inTurn(Callable<T> work) throws Exception {
        blocks.acquire();
        try {
            return work.call();
        } finally {
            blocks.release();
        }
    }

    /**
     * The compiled network of a job; made by the first task that asks, replacing that of an earlier job.
     *
     * @param key     the same for the same network, weights, pass and threads
     * @param threads of the team that computes
     */
    public synchronized CompiledNetwork network(String key, int threads,
            Function<ThreadTeam, CompiledNetwork> compile) {
        if (!key.equals(networkKey)) {
            network = null;
            networkKey = "";
            if (team == null || team.size() != threads) {
                if (team != null) {
                    team.close();
                }
                team = new ThreadTeam(threads);
            }
            network = compile.apply(team);
            networkKey = key;
        }
        return network;
    }
}
