package org.znn.common.volume.storage.lease;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;
import org.znn.common.volume.storage.lease.JobProcess.Liveness;

/** Finds jobs that hold outputs, without waiting or writing anything. */
public final class RunningJob {

    private RunningJob() {
    }

    /**
     * Describes the jobs that hold outputs, leaving out those that have certainly ended.
     *
     * @param outputs paths in one folder, with which the names of the outputs' files begin
     * @return the outputs that each job holds, by its description
     */
    public static Map<String, List<String>> holders(Storages storages, List<String> outputs) throws IOException {
        Map<String, List<String>> holders = new LinkedHashMap<>();
        if (!outputs.isEmpty()) {
            ProcFolder proc = ProcFolder.system();
            JobProcess self = JobProcess.current(proc);
            Storage storage = storages.of(outputs.get(0));
            Collection<String> names = new LeaseFiles(storage, outputs.get(0)).list();
            for (String output : outputs) {
                holder(new LeaseFiles(storage, output), names, self, proc)
                        .ifPresent(job -> holders.computeIfAbsent(job, j -> new ArrayList<>()).add(output));
            }
        }
        return holders;
    }

    private static Optional<String> holder(LeaseFiles files, Collection<String> names, JobProcess self, ProcFolder proc)
            throws IOException {
        long number = files.highest(names);
        Optional<byte[]> contents = number == 0 ? Optional.empty() : files.read(number);
        if (contents.isEmpty()) {
            return Optional.empty();
        }
        Optional<LeaseRecord> record = contents.flatMap(LeaseRecord::parse);
        Liveness liveness = record.map(r -> self.livenessOf(r.process(), proc)).orElse(Liveness.UNKNOWN);
        return switch (liveness) {
            case RUNNING -> Optional.of("is being written by another job, of " + HolderCheck.describe(record));
            case UNKNOWN -> Optional.of("may be in use by another job, of " + HolderCheck.describe(record));
            case ENDED -> Optional.empty();
        };
    }
}
