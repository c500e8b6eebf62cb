package org.znn.common.volume.raster;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.regex.Pattern;

/** Formats exceptions for users, in plain words: without names of classes, and without messages of the JDK's own. */
public final class ErrorMessages {

    private static final String OWN_PACKAGE = "org.znn.";
    /** Names of classes with their package in the messages of libraries, with a colon that follows. */
    private static final Pattern CLASS_NAMES = Pattern.compile("(?<![\\w/.])(?:[a-z]\\w*\\.)+[A-Z][\\w$]*:?\\s*");

    private ErrorMessages() {
    }

    /**
     * Returns the first message in the chain of causes that is meant for users. A failure of the JDK's own, such as an
     * index outside an array, means that the file contradicts itself in a way that no check foresees.
     */
    public static String describe(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return "not enough memory to read the file: it is damaged, or the heap is too small";
        }
        if (e instanceof StackOverflowError) {
            return "the file is damaged: it contains circular references";
        }
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof AccessDeniedException denied) {
                // Its message is the path alone.
                return "permission to read " + denied.getFile() + " is denied; ask its owner";
            }
            if (t instanceof UnknownHostException) {
                return "the host '" + t.getMessage() + "' is not known; check the address";
            }
            if (t.getMessage() != null && !t.getMessage().isBlank() && isMeantForUsers(t)) {
                return CLASS_NAMES.matcher(t.getMessage()).replaceAll("").strip();
            }
        }
        return e instanceof EOFException ? "the file is damaged: it ends early"
                : e instanceof RuntimeException ? "the file is damaged: its parts contradict each other"
                : "the file cannot be read";
    }

    private static boolean isMeantForUsers(Throwable t) {
        // The message of this one is the name and message of its cause.
        return !(t instanceof UncheckedIOException)
                && (!(t instanceof RuntimeException) || t.getClass().getName().startsWith(OWN_PACKAGE));
    }
}
