package org.znn.worker.parallel;

import java.util.concurrent.atomic.AtomicInteger;

/** Parallel loops whose iterations need a workspace per thread. */
public final class ParallelFor {

    private ParallelFor() {
    }

    /** The body of a loop. */
    public interface Body {

        /** Executes iteration {@code index}; concurrent iterations have different {@code worker} indices. */
        void execute(int worker, int index);
    }

    /** Executes iterations 0 … count − 1 on workers 0 … team size − 1. */
    public static void withWorkerIndex(ForkJoinTeam team, int count, Body body) {
        AtomicInteger next = new AtomicInteger();
        team.parallelFor(Math.min(team.size(), count), worker -> {
            for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
                body.execute(worker, index);
            }
        });
    }
}
