package org.znn.common.volume.storage.lease;

import java.io.Closeable;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.znn.common.volume.storage.OutputLease;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;

/**
 * The leases of the outputs of one job. Of jobs that acquire an output at the same moment one succeeds; the lease of a
 * job that was killed is taken over by creating one with the next number, so that no job replaces a file of another.
 * Earlier results of an output may be read once its lease was acquired.
 */
public final class OutputLeases implements OutputLease, Closeable {

    private static final int MAX_ROUNDS = 100;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

    private final Storages storages;
    private final String command;
    private final LeaseTiming timing;
    private final ProcFolder proc;
    private final JobProcess self;
    private final Consumer<String> messages;
    private final String token = UUID.randomUUID().toString();
    private final Map<String, HeldLease> held = new LinkedHashMap<>();
    private Optional<Renewal> renewal = Optional.empty();

    /**
     * Creates an empty set of leases.
     *
     * @param command  what the job does, for the messages of other jobs
     * @param messages receives a line if the lease of a job that has ended is taken over, and warnings
     */
    public OutputLeases(Storages storages, String command, LeaseTiming timing, Consumer<String> messages) {
        this(storages, command, timing, messages, ProcFolder.system());
    }

    OutputLeases(Storages storages, String command, LeaseTiming timing, Consumer<String> messages, ProcFolder proc) {
        this(storages, command, timing, messages, proc, JobProcess.current(proc));
    }

    OutputLeases(Storages storages, String command, LeaseTiming timing, Consumer<String> messages, ProcFolder proc,
            JobProcess self) {
        this.storages = storages;
        this.command = command;
        this.timing = timing;
        this.messages = messages;
        this.proc = proc;
        this.self = self;
    }

    /**
     * Acquires outputs in their order, which must be the same in all jobs. After an exception some may be acquired: the
     * caller closes this object. Called once.
     *
     * @param outputs paths in one folder, with which the names of the outputs' files begin
     * @throws OutputHeldException if another job writes one of them
     * @throws IOException         if the leases cannot be written or read
     */
    public void acquire(List<String> outputs) throws IOException {
        if (outputs.isEmpty()) {
            return;
        }
        Storage storage = storages.of(outputs.get(0));
        LeaseFiles first = new LeaseFiles(storage, outputs.get(0));
        LeaseRecord record = new LeaseRecord(token, self, command, TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
                LeaseFiles.renewalName(first.output(), token));
        renewal = Optional.of(Renewal.start(storage, first.folder() + record.renewal(), timing.renewal(), messages));
        HolderCheck holders = new HolderCheck(self, proc, timing, messages);
        Collection<String> names = first.list();
        for (String output : outputs) {
            acquire(new LeaseFiles(storage, output), record.bytes(), names, holders);
        }
        confirm(first, record.bytes(), holders);
        if (!storage.isExclusive(held.get(first.output()).path())) {
            messages.accept("warning: the file system of " + outputs.get(0) + " cannot exclude a second job that starts"
                    + " at the same moment with the same output; this job would notice it only before its first file");
        }
    }

    private void acquire(LeaseFiles files, byte[] contents, Collection<String> listed, HolderCheck holders)
            throws IOException {
        Collection<String> names = listed;
        long taken = 0;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            long highest = Math.max(files.highest(names), taken);
            if (highest >= LeaseFiles.MAX_NUMBER) {
                throw new IOException("the lease " + files.path(highest) + " has a number that no job reaches; remove"
                        + " the file");
            }
            if (highest == 0 || holders.hasEnded(files, highest)) {
                if (files.storage().createNew(files.path(highest + 1), contents)) {
                    held.put(files.output(), new HeldLease(files, highest + 1, contents));
                    return;
                }
            }
            // Names of other letter case may be the same file and yet not be listed.
            taken = files.read(highest + 1).isPresent() ? highest + 1 : 0;
            names = files.list();
        }
        throw new IOException("the lease " + files.path(1) + " could not be created: other jobs start all the time");
    }

    /** Gives up what another job acquired with a higher number since the names were listed, and tries again. */
    private void confirm(LeaseFiles first, byte[] contents, HolderCheck holders) throws IOException {
        Collection<String> names = first.list();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            boolean confirmed = true;
            for (HeldLease lease : List.copyOf(held.values())) {
                if (lease.files().highest(names) != lease.number()) {
                    confirmed = false;
                    lease.release();
                    acquire(lease.files(), contents, lease.files().list(), holders);
                }
            }
            if (confirmed) {
                for (HeldLease lease : held.values()) {
                    lease.files().removeBelow(lease.number(), names);
                }
                return;
            }
            names = first.list();
        }
        throw new IOException("the lease of " + first.output() + " could not be kept: other jobs start all the time");
    }

    /** Renews the leases now instead of when it is time. */
    void renew() {
        renewal.ifPresent(Renewal::renew);
    }

    @Override
    public void requireHeld(String file) throws IOException {
        for (HeldLease lease : held.values()) {
            if (isFileOf(file, lease.files().output())) {
                lease.requireHeld();
            }
        }
    }

    /** Whether a name begins with an output's and goes on as those of its files do: sample1 is not sample10. */
    private static boolean isFileOf(String file, String output) {
        return file.startsWith(output + "_") || file.startsWith(output + ".");
    }

    /** Releases all outputs; those that another job has taken over stay as they are. */
    @Override
    public void close() {
        // Reading and deleting files fails in a thread that was asked to stop.
        boolean interrupted = Thread.interrupted();
        held.values().forEach(lease -> release(lease.path(), lease::release));
        held.clear();
        renewal.ifPresent(file -> release(file.path(), file::close));
        renewal = Optional.empty();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A step of the release. */
    @FunctionalInterface
    private interface Release {

        void run() throws IOException;
    }

    private void release(String path, Release step) {
        try {
            step.run();
        } catch (IOException e) {
            messages.accept("warning: " + path + " could not be removed (" + e.getMessage()
                    + "); the next job with this output removes it");
        }
    }
}
