package org.znn.worker.parallel;

import java.util.concurrent.atomic.AtomicInteger;

/** Shares out work that needs a workspace a thread. */
public final class Workers {

    private Workers() {
    }

    /** A piece of work. */
    public interface Piece {

        /** Does piece number {@code piece}; no one else is worker {@code worker} meanwhile. */
        void run(int worker, int piece);
    }

    /** Runs pieces 0 … pieces − 1 by workers 0 … team size − 1. */
    public static void run(ThreadTeam team, int pieces, Piece work) {
        AtomicInteger next = new AtomicInteger();
        team.run(Math.min(team.size(), pieces), worker -> {
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                work.run(worker, piece);
            }
        });
    }
}
