package org.znn.driver.stop;

/**
 * Work that may fail.
 *
 * @param <E> exception that it throws
 */
@FunctionalInterface
public interface Action<E extends Exception> {

    /** Does the work. */
    void run() throws E;
}
