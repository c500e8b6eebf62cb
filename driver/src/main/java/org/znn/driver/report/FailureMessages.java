package org.znn.driver.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.sample.NonFiniteVoxelException;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.storage.lease.LeaseLostException;

/** Describes failures in plain words. */
public final class FailureMessages {

    /** Message of Spark about a task whose executor was lost. */
    private static final Pattern LOST_EXECUTOR =
            Pattern.compile("ExecutorLostFailure \\(executor (\\S+) .*?\\) Reason: ([^\\n]*)", Pattern.DOTALL);

    private FailureMessages() {
    }

    /** Describes a failure of a known kind; empty for an unexpected failure. */
    public static Optional<String> describeKnown(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof FileSystemException io) {
                return Optional.of(describe(io));
            }
            if (t instanceof VolumeException || t instanceof NonFiniteVoxelException
                    || t instanceof FileNotFoundException || t instanceof LeaseLostException) {
                return Optional.ofNullable(t.getMessage());
            }
            Matcher lost = LOST_EXECUTOR.matcher(String.valueOf(t.getMessage()));
            if (lost.find()) {
                return Optional.of("executor " + lost.group(1) + " was lost while computing (" + lost.group(2).strip()
                        + "), most often because it ran out of memory; give executors more memory (--executor-memory),"
                        + " or choose a smaller forward_outsz or train_outsz");
            }
        }
        return Optional.empty();
    }

    /** Finds the first exception of a type among a failure and its causes. */
    public static <T extends Throwable> Optional<T> findCause(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }

    /** Describes any failure; an unexpected one by the first line of the message of its root cause. */
    public static String describe(Throwable failure) {
        return describeKnown(failure).orElseGet(() -> {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            String type = root.getClass().getSimpleName();
            String message = root.getMessage();
            if (message == null || message.isBlank()) {
                return type;
            }
            // Messages of Spark contain half a stack trace after the first line.
            String line = message.strip().lines().findFirst().orElse("");
            return root.getClass() == IOException.class ? line : line + " (" + type + ")";
        });
    }

    private static String describe(FileSystemException io) {
        String reason = io.getReason();
        if (io instanceof NoSuchFileException) {
            reason = "no such file or folder";
        } else if (io instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (io instanceof FileAlreadyExistsException) {
            reason = "already exists";
        } else if (reason != null && reason.startsWith("No space left")) {
            reason += "; free some space and start the job again: finished work is kept";
        } else if (reason != null && reason.startsWith("File too large")) {
            reason += " for this disk or for the limit of the user (ulimit -f); finished work is kept";
        }
        return io.getFile() + ": " + (reason == null ? "cannot be read or written" : reason);
    }
}
