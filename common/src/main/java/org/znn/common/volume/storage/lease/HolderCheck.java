package org.znn.common.volume.storage.lease;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.znn.common.volume.storage.lease.JobProcess.Liveness;

/** Finds out whether the holder of a lease still runs: by its process if that is here, otherwise by its renewals. */
final class HolderCheck {

    private final JobProcess self;
    private final ProcFolder proc;
    private final LeaseTiming timing;
    private final Consumer<String> messages;
    /** Tokens of jobs that have ended; a job holds many outputs. */
    private final Set<String> ended = new HashSet<>();

    HolderCheck(JobProcess self, ProcFolder proc, LeaseTiming timing, Consumer<String> messages) {
        this.self = self;
        this.proc = proc;
        this.timing = timing;
        this.messages = messages;
    }

    /**
     * Waits until it is known whether the holder runs.
     *
     * @param number number of the lease, the highest of the output
     * @return whether the output can be taken over; otherwise the leases have changed and must be looked at again
     * @throws OutputHeldException if the holder runs
     */
    boolean hasEnded(LeaseFiles files, long number) throws IOException {
        Optional<byte[]> contents = files.read(number);
        if (contents.isEmpty() && files.highest(files.list()) != number) {
            return false;
        }
        Optional<LeaseRecord> record = contents.flatMap(LeaseRecord::parse);
        if (record.isEmpty()) {
            return watch(files, number, contents, record);
        }
        if (ended.contains(record.get().token())) {
            return true;
        }
        Liveness liveness = self.livenessOf(record.get().process(), proc);
        if (liveness == Liveness.RUNNING) {
            throw held(files, record);
        }
        if (liveness == Liveness.UNKNOWN && !watch(files, number, contents, record)) {
            return false;
        }
        if (liveness == Liveness.ENDED) {
            messages.accept(files.output() + ": continuing after a job that was killed, of " + describe(record));
        }
        ended.add(record.get().token());
        return true;
    }

    /** Observes a lease; a pause of this program or of the whole machine does not count as time without renewals. */
    private boolean watch(LeaseFiles files, long number, Optional<byte[]> contents, Optional<LeaseRecord> record)
            throws IOException {
        messages.accept(files.output() + ": waiting up to " + timing.watched().toSeconds() + " s for a sign of life of "
                + describe(record));
        Optional<byte[]> renewal = renewal(files, record);
        for (int observation = 0; observation < timing.patience(); observation++) {
            timing.pause();
            Optional<byte[]> now = renewal(files, record);
            // A file that was deleted is no sign of life.
            if (now.isPresent() && !same(now, renewal)) {
                throw held(files, record);
            }
            if (!same(files.read(number), contents) || files.read(number + 1).isPresent()) {
                return false;
            }
        }
        messages.accept(files.output() + ": no sign of life for " + timing.watched().toSeconds()
                + " s; taking over from " + describe(record));
        return true;
    }

    private static Optional<byte[]> renewal(LeaseFiles files, Optional<LeaseRecord> record) throws IOException {
        return record.isPresent() ? files.readRenewal(record.get().renewal()) : Optional.empty();
    }

    private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
        return Arrays.equals(one.orElse(null), other.orElse(null));
    }

    private static OutputHeldException held(LeaseFiles files, Optional<LeaseRecord> record) {
        return new OutputHeldException(files.output(), "is being written by another job, of " + describe(record));
    }

    static String describe(Optional<LeaseRecord> record) {
        return record.map(LeaseRecord::description).orElse("an unknown job, whose lease is damaged");
    }
}
