package org.znn.driver.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;
import org.znn.driver.cli.Program;

/** Asserts that a command is refused as a user error before it computes or writes anything. */
final class Refusal {

    private Refusal() {
    }

    /** Asserts that the job is refused by {@code forward}, with messages in this order. */
    static void assertRefused(JobFolder job, String... fragments) throws IOException {
        assertRefused(job, Map.of(), List.of("forward", "-c", job.job()), fragments);
    }

    /** Asserts that a command is refused, with messages in this order. */
    static void assertRefused(JobFolder job, Map<String, String> properties, List<String> arguments,
            String... fragments) throws IOException {
        List<String> before = job.files();
        assertEquals("", ZnnInProcess.run(properties, arguments.toArray(String[]::new))
                .assertMessages(Program.EXIT_USER_ERROR, fragments).out());
        assertEquals(before, job.files(), "files of the job's folder");
    }
}
