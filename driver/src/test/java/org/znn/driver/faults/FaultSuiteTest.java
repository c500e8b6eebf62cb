package org.znn.driver.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.znn.driver.Signal;
import org.znn.driver.console.Console;
import org.znn.driver.report.Durations;

/**
 * Faults of running jobs end in the results of the undisturbed run or in a refusal that names the cause, and leave
 * nothing behind. Two faults are tried with all tests; {@code mvn test -Pfaults} tries {@code -Dfaults.count} faults of
 * {@code -Dfaults.seed}, or those of them that {@code -Dfaults.only} numbers.
 */
class FaultSuiteTest {

    private static final int COUNT = 60;
    private static final int MIN_COUNT = 40;
    private static final long SAMPLE_SEED = 2026;

    @TempDir
    private static Path folder;

    private final Console console = Console.standard();

    @TestFactory
    Stream<DynamicTest> fewFaultsEndWell() {
        FaultRunner runner = new FaultRunner(folder.resolve("sample"));
        return Stream.of(new SignalFault(Signal.TERM), new SecondJobFault(true))
                .map(fault -> new FaultCase(1, fault, JobKind.TRAIN, Deployment.LOCAL, SAMPLE_SEED))
                .map(c -> DynamicTest.dynamicTest(c.toString(), () -> runner.run(c)));
    }

    @Test
    void everySuiteHoldsEveryFaultOnce() {
        List<FaultCase> cases = FaultCatalogue.cases(1, FaultCatalogue.combinations());
        assertEquals(cases.size(), new HashSet<>(cases).size());
        assertTrue(COUNT >= MIN_COUNT && cases.size() >= COUNT, () -> cases.size() + " combinations");
        Set<Fault> first = cases.subList(0, FaultCatalogue.faults().size()).stream().map(FaultCase::fault)
                .collect(Collectors.toSet());
        assertEquals(new HashSet<>(FaultCatalogue.faults()), first);
        assertEquals(cases.subList(0, MIN_COUNT), FaultCatalogue.cases(1, MIN_COUNT));
    }

    @TestFactory
    @Tag("faults")
    Stream<DynamicTest> manyFaultsEndWell() {
        long seed = Long.getLong("faults.seed", System.nanoTime() & 0xFFFFFF);
        Set<Integer> only = Pattern.compile(",").splitAsStream(System.getProperty("faults.only", ""))
                .filter(n -> !n.isBlank()).map(n -> Integer.valueOf(n.strip())).collect(Collectors.toSet());
        int count = Math.max(Integer.getInteger("faults.count", COUNT), only.isEmpty() ? 0 : Collections.max(only));
        List<FaultCase> cases = FaultCatalogue.cases(seed, count).stream()
                .filter(c -> only.isEmpty() || only.contains(c.number())).toList();
        console.printMessage("fault suite: " + cases.size() + " faults of seed " + seed);
        FaultRunner runner = new FaultRunner(folder.resolve("suite"));
        return cases.stream().map(c -> DynamicTest.dynamicTest(c.toString(),
                () -> run(runner, c, "-Dfaults.seed=" + seed + " -Dfaults.only=" + c.number())));
    }

    private void run(FaultRunner runner, FaultCase faultCase, String repeat) throws Exception {
        long start = System.nanoTime();
        String end = "FAILED";
        try {
            end = "held, " + runner.run(faultCase);
        } catch (TestAbortedException e) {
            end = "skipped: " + e.getMessage();
            throw e;
        } catch (Exception | AssertionError e) {
            end = "FAILED (repeat with: mvn test -Pfaults " + repeat + "): "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new AssertionError(faultCase + " (repeat with: mvn test -Pfaults " + repeat + "): "
                    + e.getMessage(), e);
        } finally {
            console.printMessage("  " + faultCase + ": " + end + " ("
                    + Durations.format((System.nanoTime() - start) * 1e-9) + ")");
        }
    }
}
