package org.znn.common.volume.storage.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with the files of {@code /proc} that leases read. */
final class FakeProc {

    private final Path root;

    FakeProc(Path root) throws IOException {
        this.root = root;
        write("sys/kernel/random/boot_id", "boot-1");
        write("sys/kernel/hostname", "host1");
        Files.createDirectories(root.resolve("self/ns"));
        Files.createSymbolicLink(root.resolve("self/ns/pid"), Path.of("pid:[4026531836]"));
        run(1, "S", 1, "2");
    }

    ProcFolder folder() {
        return new ProcFolder(root);
    }

    /**
     * Makes a process run.
     *
     * @param state   state of its first thread: S sleeping, T stopped, Z ended but not asked for its exit code
     * @param threads number of its threads
     * @param start   its start in ticks
     */
    void run(long pid, String state, int threads, String start) throws IOException {
        write(pid + "/stat", pid + " (znn (main) x) " + state + " 1 1 1 0 -1 4194560 1 0 0 0 1 0 0 0 20 0 " + threads
                + " 0 " + start + " 1000 100 18446744073709551615\n");
    }

    void end(long pid) throws IOException {
        Files.deleteIfExists(root.resolve(pid + "/stat"));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }
}
