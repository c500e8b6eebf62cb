package org.znn.common.volume.storage.lease;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The process that runs a job.
 *
 * @param user      name of its user
 * @param host      name of its machine
 * @param pid       its number
 * @param start     its start in clock ticks since the boot; empty if not known
 * @param boot      the machine and its run since it was switched on; empty if not known
 * @param namespace the set of processes in which the number is unique; empty if not known
 */
record JobProcess(String user, String host, long pid, String start, String boot, String namespace) {

    /** What one process can find out about another one. */
    enum Liveness {
        RUNNING,
        ENDED,
        /** It runs on another machine or in another container, or its user hides it. */
        UNKNOWN
    }

    static JobProcess current(ProcFolder proc) {
        long pid = ProcessHandle.current().pid();
        // Java asks the name service for the name of the host, which may take long.
        Stream<String> variables = Stream.of("HOSTNAME", "COMPUTERNAME").map(System::getenv).filter(Objects::nonNull);
        String host = proc.hostName().or(variables::findFirst).orElse("unknown");
        return new JobProcess(System.getProperty("user.name", "unknown"), host, pid, proc.startOf(pid).orElse(""),
                proc.bootId().orElse(""), proc.pidNamespace().orElse(""));
    }

    /** Finds out whether another process still runs; a process that was stopped by a signal runs. */
    Liveness livenessOf(JobProcess other, ProcFolder proc) {
        if (boot.isEmpty() || namespace.isEmpty() || !boot.equals(other.boot) || !namespace.equals(other.namespace)
                || !host.equals(other.host)) {
            return Liveness.UNKNOWN;
        }
        Optional<String> running = proc.startOf(other.pid);
        if (running.isPresent()) {
            return running.get().equals(other.start) ? Liveness.RUNNING : Liveness.ENDED;
        }
        return user.equals(other.user) || proc.showsAllUsers() ? Liveness.ENDED : Liveness.UNKNOWN;
    }
}
