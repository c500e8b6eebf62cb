package org.znn.driver.errors;

import java.io.IOException;
import org.znn.driver.JobFolder;

/** Breaks a valid job. */
@FunctionalInterface
interface Corruption {

    void applyTo(JobFolder job) throws IOException;
}
