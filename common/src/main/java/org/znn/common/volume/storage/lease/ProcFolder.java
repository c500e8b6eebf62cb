package org.znn.common.volume.storage.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder {@code /proc} of Linux. What is read here does not depend on the clock, which may be set meanwhile. */
final class ProcFolder {

    private static final int STATE = 0;
    private static final int THREADS = 17;
    private static final int START = 19;

    private final Path root;

    ProcFolder(Path root) {
        this.root = root;
    }

    static ProcFolder system() {
        return new ProcFolder(Path.of("/proc"));
    }

    /** Identifies the machine and its current run since it was switched on. */
    Optional<String> bootId() {
        return text("sys/kernel/random/boot_id");
    }

    /** Identifies the set of processes among which a process number is unique: containers have their own. */
    Optional<String> pidNamespace() {
        try {
            return Optional.of(Files.readSymbolicLink(root.resolve("self/ns/pid")).toString());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    Optional<String> hostName() {
        return text("sys/kernel/hostname");
    }

    /** Whether processes of other users can be seen; the mount option {@code hidepid} hides them. */
    boolean showsAllUsers() {
        return text("1/stat").isPresent();
    }

    /** Returns when a process started, in clock ticks since the boot; empty if no process with the number runs. */
    Optional<String> startOf(long pid) {
        Optional<String> stat = text(pid + "/stat");
        if (stat.isEmpty()) {
            return Optional.empty();
        }
        // The name of the program, in parentheses, may hold spaces and parentheses itself.
        String[] fields = stat.get().substring(stat.get().lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length <= START || hasEnded(fields)) {
            return Optional.empty();
        }
        return Optional.of(fields[START]);
    }

    /** Whether a process has ended, although its parent has not asked for its exit code yet. */
    private static boolean hasEnded(String[] fields) {
        return fields[STATE].equals("X") || fields[STATE].equals("Z") && Integer.parseInt(fields[THREADS]) <= 1;
    }

    private Optional<String> text(String file) {
        try {
            return Optional.of(Files.readString(root.resolve(file)).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
