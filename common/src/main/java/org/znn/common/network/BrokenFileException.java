package org.znn.common.network;

/** A network file does not hold what it should; the message says where and what. */
final class BrokenFileException extends RuntimeException {

    BrokenFileException(String message) {
        super(message);
    }
}
