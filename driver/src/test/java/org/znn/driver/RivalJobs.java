package org.znn.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storage;

/** Two commands with the same output that are started at the same moment, each in a process of its own. */
public final class RivalJobs {

    private static final Pattern PID = Pattern.compile("(?m)^pid=(\\d+)$");

    private final Path folder;
    private final Storage storage;
    private final String output;
    private final Map<String, String> ofSecond = new TreeMap<>();

    /**
     * Prepares processes.
     *
     * @param folder  working directory of both
     * @param storage file system of the output
     * @param output  path with which the names of the output's files begin
     */
    public RivalJobs(Path folder, Storage storage, String output) {
        this.folder = folder;
        this.storage = storage;
        this.output = output;
    }

    /** Sets a Spark property of the second process. */
    public RivalJobs sparkOfSecond(String key, String value) {
        ofSecond.put(key, value);
        return this;
    }

    /**
     * Runs both commands to their ends. The one that acquires the output is stopped by a signal until the other has
     * ended, so that the other one meets a running job however fast the machine is.
     *
     * @return index of the command that succeeded; the other one was refused, naming that
     */
    public int run(String[]... commands) throws Exception {
        ZnnProcess[] rivals = new ZnnProcess[2];
        Process[] processes = new Process[2];
        for (int i = 0; i < 2; i++) {
            rivals[i] = new ZnnProcess(Files.createDirectories(folder.resolve("rival" + i)));
        }
        ofSecond.forEach(rivals[1]::spark);
        for (int i = 0; i < 2; i++) {
            processes[i] = rivals[i].start(commands[i]);
        }
        try {
            Optional<ProcessHandle> holder = Optional.empty();
            while (holder.isEmpty()) {
                assertTrue(processes[0].isAlive() && processes[1].isAlive(), "a job ended before one held the output");
                Thread.sleep(1);
                holder = holder();
            }
            Signal.STOP.send(holder.get());
            int winner = processes[0].pid() == holder.get().pid() ? 0 : 1;
            assertEquals(processes[winner].pid(), holder.get().pid());
            rivals[1 - winner].finish(processes[1 - winner]).assertMessages(2,
                    output + ": is being written by another job, of " + System.getProperty("user.name") + " on ",
                    "(process " + holder.get().pid() + ", since ", " UTC: " + commands[winner][0] + " ",
                    "wait until it ends or stop it, or choose another ");
            Signal.CONT.send(holder.get());
            rivals[winner].finish(processes[winner]).assertSuccess();
            return winner;
        } finally {
            processes[0].destroyForcibly();
            processes[1].destroyForcibly();
        }
    }

    /** Returns the process that holds the output. */
    private Optional<ProcessHandle> holder() throws IOException {
        String lease = PendingFile.folderOf(output) + "." + PendingFile.nameOf(output) + ".lease-1";
        if (!storage.exists(lease) || storage.length(lease) == 0) {
            return Optional.empty();
        }
        try (ByteSource source = storage.open(lease)) {
            Matcher pid = PID.matcher(new String(source.read(0, (int) source.length(), ByteOrder.BIG_ENDIAN).array(),
                    StandardCharsets.UTF_8));
            return pid.find() ? ProcessHandle.of(Long.parseLong(pid.group(1))) : Optional.empty();
        }
    }
}
