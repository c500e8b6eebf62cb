package org.znn.common.volume.raster;

/** What an exception says, in words for the user. */
public final class Reason {

    private Reason() {
    }

    /** The message of the exception, or of the one that caused it where it has none, or at least its name. */
    public static String of(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return "it asks for more memory than there is: it is damaged, or the heap is too small";
        }
        if (e instanceof StackOverflowError) {
            return "its parts refer to each other without end: it is damaged";
        }
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t.getMessage() != null && !t.getMessage().isBlank()) {
                return t.getMessage();
            }
        }
        return e.getClass().getSimpleName();
    }
}
