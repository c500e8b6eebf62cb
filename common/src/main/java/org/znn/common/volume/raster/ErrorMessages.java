package org.znn.common.volume.raster;

import java.nio.file.AccessDeniedException;

/** Formats exceptions for users. */
public final class ErrorMessages {

    private ErrorMessages() {
    }

    /** Returns the first message in the chain of causes, or the name of the exception if there is none. */
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
            if (t.getMessage() != null && !t.getMessage().isBlank()) {
                return t.getMessage();
            }
        }
        return e.getClass().getSimpleName();
    }
}
