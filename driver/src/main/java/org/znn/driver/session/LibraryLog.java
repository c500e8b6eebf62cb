package org.znn.driver.session;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * What libraries log where the settings of the log are not ours, as under a spark-submit of the user's: Spark's own
 * settings let the HDF5 library tell of every object it reads.
 */
final class LibraryLog {

    private static final String HDF5 = "io.jhdf";

    private LibraryLog() {
    }

    /** Lets errors alone through, unless the settings of the log speak of the library. */
    static void quiet() {
        if (LogManager.getContext(false) instanceof LoggerContext context
                && context.getConfiguration().getLoggerConfig(HDF5).getName().isEmpty()) {
            Configurator.setLevel(HDF5, Level.ERROR);
        }
    }
}
