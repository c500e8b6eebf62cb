package org.znn.driver.console;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Log level of libraries under log configurations other than ZNN's, such as that of the user's own spark-submit: with
 * Spark's default configuration the HDF5 library logs every object it reads.
 */
public final class LibraryLog {

    private static final String HDF5 = "io.jhdf";

    private LibraryLog() {
    }

    /** Restricts the HDF5 library to errors, unless the log configuration names it. */
    public static void silence() {
        if (LogManager.getContext(false) instanceof LoggerContext context
                && context.getConfiguration().getLoggerConfig(HDF5).getName().isEmpty()) {
            Configurator.setLevel(HDF5, Level.ERROR);
        }
    }

    /** Ends the log of this JVM: nothing is logged from now on. */
    public static void off() {
        if (LogManager.getContext(false) instanceof LoggerContext) {
            Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
        }
    }
}
