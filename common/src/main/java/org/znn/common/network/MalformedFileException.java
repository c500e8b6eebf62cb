package org.znn.common.network;

/** Signals an HDF5 network file with missing or invalid content; the message names the object and the error. */
final class MalformedFileException extends RuntimeException {

    MalformedFileException(String message) {
        super(message);
    }
}
