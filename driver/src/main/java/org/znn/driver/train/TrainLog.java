package org.znn.driver.train;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storages;
import org.znn.common.volume.storage.TemporaryFile;

/**
 * Log of a run ({@code logging = yes}): a copy of the job file, and a log file that is written line by line. File
 * systems other than local ones cannot append: their log is kept in a temporary local file and copied as a whole
 * whenever the run is saved, and when the log is closed.
 */
final class TrainLog implements Closeable {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);

    private final Storages storages;
    private final String target;
    private final Path local;

    private TrainLog(Storages storages, String target, Path local) {
        this.storages = storages;
        this.target = target;
        this.local = local;
    }

    /** Copies the job file to {@code <prefix>_train_<time>.cfg} and creates {@code <prefix>_train_<time>.log}. */
    static TrainLog open(String prefix, String job, LocalDateTime now, Storages storages) throws IOException {
        String name = prefix + "_train_" + STAMP.format(now);
        PendingFile.copy(storages, job, name + ".cfg");
        String target = name + ".log";
        if (Storages.isRemote(target)) {
            TrainLog log = new TrainLog(storages, target, TemporaryFile.create(".log"));
            log.publish();
            return log;
        }
        return new TrainLog(storages, target, Files.write(Path.of(target), new byte[0]));
    }

    void append(List<String> lines) throws IOException {
        if (!lines.isEmpty()) {
            Files.write(local, lines, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        }
    }

    /** Makes all lines so far visible under the log's name. */
    void publish() throws IOException {
        if (Storages.isRemote(target)) {
            PendingFile.copy(storages, local.toString(), target);
        }
    }

    @Override
    public void close() throws IOException {
        if (Storages.isRemote(target)) {
            try {
                publish();
            } finally {
                Files.deleteIfExists(local);
            }
        }
    }
}
