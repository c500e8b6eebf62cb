package org.znn.common.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged files of every format are read or refused in plain words, never anything else. The short test runs with all
 * tests; {@code mvn test -Pfuzz} reads 20,000 mutants, or {@code -Dznn.fuzz.mutants} of seed {@code -Dznn.fuzz.seed}.
 */
class MutationFuzzTest {

    private static final int QUICK_MUTANTS = 4;
    private static final int MAX_REPORTED = 3;

    @TempDir
    private static Path folder;

    static Stream<FuzzSeed> seeds() throws Exception {
        return FuzzSeeds.all(folder.resolve("seeds")).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seeds")
    void fewMutantsAreReadOrRefused(FuzzSeed seed) throws Exception {
        assertNoFaults(List.of(seed), 2026, QUICK_MUTANTS);
    }

    /** Mutants that were once read wrongly. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.znn.common.fuzz.PastFaults#all")
    void pastFaultsStayMended(PastFaults.Fault fault) throws Exception {
        FuzzSeed seed = seeds().filter(s -> s.toString().equals(fault.seedName())).findFirst().orElseThrow();
        try (MutantJudge judge = new MutantJudge()) {
            List<String> faults = new ArrayList<>();
            new Mutants(seed, folder.resolve("past")).judge(fault.number(), judge).ifPresent(faults::add);
            assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
        }
    }

    @Test
    @Tag("fuzz")
    void manyMutantsAreReadOrRefused(TestReporter reporter) throws Exception {
        int mutants = Integer.getInteger("znn.fuzz.mutants", 20_000);
        long seed = Long.getLong("znn.fuzz.seed", System.nanoTime() & 0xFFFFFF);
        List<FuzzSeed> seeds = seeds().toList();
        reporter.publishEntry("reading " + mutants + " mutants of " + seeds.size() + " files, seed " + seed);
        assertNoFaults(seeds, seed, (mutants + seeds.size() - 1) / seeds.size());
    }

    private static void assertNoFaults(List<FuzzSeed> seeds, long seed, int mutants) throws Exception {
        List<String> faults = new ArrayList<>();
        try (MutantJudge judge = new MutantJudge()) {
            for (FuzzSeed fuzzSeed : seeds) {
                Mutants all = new Mutants(fuzzSeed, folder.resolve("mutants"));
                int before = faults.size();
                for (int i = 0; i < mutants && faults.size() < before + MAX_REPORTED; i++) {
                    all.judge(seed * 1_000_003 + i, judge).ifPresent(faults::add);
                }
            }
        }
        assertTrue(faults.isEmpty(), () -> faults.size() + " faults with seed " + seed + ":\n"
                + String.join("\n", faults));
    }
}
