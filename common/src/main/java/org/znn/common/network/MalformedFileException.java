package org.znn.common.network;

/** Signals an HDF5 network file with missing or invalid content; the message names the object and the error. */
final class MalformedFileException extends RuntimeException {

    static final String DAMAGED_REMEDY = "give a complete network file saved by ZNN or this program";

    private final String remedy;

    MalformedFileException(String message) {
        this(message, DAMAGED_REMEDY);
    }

    MalformedFileException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** Returns what the user can do. */
    String remedy() {
        return remedy;
    }
}
