package org.znn.driver.report;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.sample.NotANumberException;
import org.znn.common.volume.VolumeException;
import org.znn.worker.part.PartException;

/** Failures in plain words, for users. */
public final class FailureText {

    /** What Spark says of a task whose executor ended under it. */
    private static final Pattern LOST =
            Pattern.compile("ExecutorLostFailure \\(executor (\\S+) .*?\\) Reason: ([^\\n]*)", Pattern.DOTALL);

    private FailureText() {
    }

    /** What happened where that is known by its kind; empty for a failure nobody foresaw. */
    public static Optional<String> plain(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof FileSystemException io) {
                return Optional.of(file(io));
            }
            if (t instanceof VolumeException || t instanceof NotANumberException || t instanceof PartException
                    || t instanceof FileNotFoundException) {
                return Optional.ofNullable(t.getMessage());
            }
            Matcher lost = LOST.matcher(String.valueOf(t.getMessage()));
            if (lost.find()) {
                return Optional.of("executor " + lost.group(1) + " was lost while it computed (" + lost.group(2).strip()
                        + "); most often it ran out of memory: give executors more (--executor-memory), or choose a"
                        + " smaller forward_outsz or train_outsz");
            }
        }
        return Optional.empty();
    }

    /** What happened, in the words of the innermost failure that says something. */
    public static String of(Throwable failure) {
        return plain(failure).orElseGet(() -> {
            Throwable origin = failure;
            while (origin.getCause() != null) {
                origin = origin.getCause();
            }
            String kind = origin.getClass().getSimpleName();
            String said = origin.getMessage();
            // Spark tells half a stack trace in its messages: their first line says it.
            return said == null || said.isBlank() ? kind
                    : said.strip().lines().findFirst().orElse("") + " (" + kind + ")";
        });
    }

    private static String file(FileSystemException io) {
        String reason = io.getReason();
        if (io instanceof NoSuchFileException) {
            reason = "there is no such file or folder";
        } else if (io instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (io instanceof FileAlreadyExistsException) {
            reason = "it is there already";
        } else if (reason != null && reason.startsWith("No space left")) {
            reason += "; make room and start the job again: what is done is kept";
        }
        return io.getFile() + ": " + (reason == null ? "cannot be read or written" : reason);
    }
}
