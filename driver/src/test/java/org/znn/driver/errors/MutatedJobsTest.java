package org.znn.driver.errors;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.PlainWords;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;

/**
 * Jobs with random mistakes in their .cfg, .spec and .znn are accepted or refused before Spark starts, with messages in
 * plain words that name a file: {@code -Dznn.jobs.seed} repeats a run.
 */
class MutatedJobsTest {

    private static final int QUICK = 60;
    private static final int MANY = 1500;
    private static final int MAX_REPORTED = 5;

    @TempDir
    private Path folder;
    private JobFolder job;

    @BeforeEach
    void createJob() throws IOException {
        job = SmallForwardJob.create(folder);
        job.write("label.h5", Files.readAllBytes(job.file("image.h5")));
        job.write("data.spec", SmallForwardJob.DATA + "out = 1\n[label1]\nfnames = label.h5\n");
        job.setAll("""
                train_net_prefix = FOLDER/net
                train_range = 1
                test_range = 1
                train_outsz = 1,8,8
                num_iter_per_save = 10
                eta = 0.01
                momentum = 0.9
                max_iter = 20
                """.replace("FOLDER", folder.toString()));
    }

    @Test
    void fewMutantsAreAcceptedOrRefused() throws IOException {
        assertNoFaults(2026, QUICK);
    }

    @Test
    @Tag("slow")
    void manyMutantsAreAcceptedOrRefused(TestReporter reporter) throws IOException {
        long seed = Long.getLong("znn.jobs.seed", System.nanoTime() & 0xFFFFFF);
        reporter.publishEntry("planning " + MANY + " jobs with mistakes, seed " + seed);
        assertNoFaults(seed, MANY);
    }

    private void assertNoFaults(long seed, int count) throws IOException {
        JobMutation mutation = new JobMutation(job);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < count && faults.size() < MAX_REPORTED; i++) {
            String mistakes = mutation.apply(new Random(seed * 1_000_003 + i));
            for (List<String> command : List.of(List.of("plan"), List.of("plan", "--train"))) {
                fault(command).ifPresent(fault -> faults.add(mistakes + "\n    " + command + ": " + fault));
            }
        }
        mutation.undo();
        assertTrue(faults.isEmpty(), () -> "seed " + seed + ":\n" + String.join("\n", faults));
    }

    private Optional<String> fault(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("-c", job.job()));
        CommandResult result = ZnnInProcess.run(Map.of("spark.master", "local[1]"), arguments.toArray(String[]::new));
        if (result.exit() != 0 && result.exit() != 2 || result.err().contains("failed:")) {
            return Optional.of(result.all());
        }
        return result.err().lines().flatMap(line -> PlainWords.fault(line).map(fault -> fault + ": " + line)
                .or(() -> result.exit() == 2 && !namesAFile(line) ? Optional.of("names no file: " + line)
                        : Optional.empty()).stream()).findFirst();
    }

    /** Whether a message begins with a file, and a line of it where the mistake has one. */
    private static boolean namesAFile(String line) {
        String plain = line.startsWith("warning: ") ? line.substring("warning: ".length()) : line;
        return plain.matches("(\\S*\\.(cfg|spec|znn|h5)(:\\d+)?|[a-z0-9]+:/\\S*|/\\S*|\\S+): .+");
    }
}
