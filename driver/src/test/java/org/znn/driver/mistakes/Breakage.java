package org.znn.driver.mistakes;

import java.io.IOException;

/** What a case does to a legal job. */
@FunctionalInterface
interface Breakage {

    void to(JobFolder job) throws IOException;
}
