package org.znn.driver.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Log of a run ({@code logging = yes}): a copy of the job file, and a log file that is written line by line. */
final class TrainLog {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);

    private final Optional<Path> log;

    private TrainLog(Optional<Path> log) {
        this.log = log;
    }

    static TrainLog disabled() {
        return new TrainLog(Optional.empty());
    }

    /** Copies the job file to {@code <prefix>_train_<time>.cfg} and creates {@code <prefix>_train_<time>.log}. */
    static TrainLog open(String prefix, String job, LocalDateTime now) throws IOException {
        String name = prefix + "_train_" + STAMP.format(now);
        Path log = Path.of(name + ".log").toAbsolutePath();
        Files.createDirectories(log.getParent());
        Files.write(Path.of(name + ".cfg"), Files.readAllBytes(Path.of(job)));
        Files.write(log, new byte[0]);
        return new TrainLog(Optional.of(log));
    }

    void append(List<String> lines) throws IOException {
        if (log.isPresent() && !lines.isEmpty()) {
            Files.write(log.get(), lines, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        }
    }
}
