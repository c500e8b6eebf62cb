package org.znn.worker.autotune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.znn.common.network.AlgorithmKind;

/** Selection of the fastest candidates that fit. */
class MemoryConstrainedSelectionTest {

    private static final AlgorithmKind[] KINDS =
            {AlgorithmKind.DIRECT, AlgorithmKind.FFT, AlgorithmKind.WINOGRAD};

    /** The bytes of a candidate encode both of its memories: resident · RESIDENT_UNIT + scratchpad. */
    private static final long RESIDENT_UNIT = 1000;

    @Test
    void selectsTheFastestAndDirectOnTies() {
        assertEquals(List.of(AlgorithmKind.FFT, AlgorithmKind.DIRECT, AlgorithmKind.DIRECT), selectedKinds(
                List.of(List.of(direct(1, 10), fft(0.9, 50, 0)), List.of(direct(1, 10), fft(0.98, 5, 0)),
                        List.of(direct(1, 10), fft(1.2, 5, 0))), 1000));
    }

    @Test
    void replacesTheSmallestGainPerByteFirst() {
        List<List<Candidate>> candidates = List.of(List.of(direct(10, 1), fft(2, 81, 0)), List.of(direct(10, 1),
                fft(5, 81, 0)), List.of(direct(10, 1), fft(4, 31, 0)));
        assertEquals(List.of(AlgorithmKind.FFT, AlgorithmKind.FFT, AlgorithmKind.FFT),
                selectedKinds(candidates, 193));
        assertEquals(List.of(AlgorithmKind.FFT, AlgorithmKind.DIRECT, AlgorithmKind.FFT),
                selectedKinds(candidates, 192));
        assertEquals(List.of(AlgorithmKind.DIRECT, AlgorithmKind.DIRECT, AlgorithmKind.FFT),
                selectedKinds(candidates, 40));
        assertEquals(List.of(AlgorithmKind.DIRECT, AlgorithmKind.DIRECT, AlgorithmKind.DIRECT),
                selectedKinds(candidates, 0));
    }

    @Test
    void undoesUnnecessaryReplacements() {
        List<List<Candidate>> candidates = List.of(List.of(direct(10, 1), fft(9, 1, 50)), List.of(direct(10, 1),
                fft(8, 1, 50)), List.of(direct(10, 1), fft(2, 100, 50)));
        assertEquals(List.of(AlgorithmKind.FFT, AlgorithmKind.FFT, AlgorithmKind.DIRECT),
                selectedKinds(candidates, 3 + 50));
    }

    @Test
    void fitsIfPossibleAndIsAsFastAsTheBestFixedAlgorithm() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<List<Candidate>> candidates = new ArrayList<>();
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                List<Candidate> alternatives = new ArrayList<>();
                alternatives.add(direct(random.nextDouble(1, 2), random.nextInt(10)));
                for (int m = 1; m < KINDS.length; m++) {
                    alternatives.add(candidate(KINDS[m], random.nextDouble(0.3, 3),
                            random.nextInt(100), random.nextInt(20)));
                }
                candidates.add(alternatives);
            }
            String name = "seed " + seed;
            long direct = bytes(candidates.stream().map(c -> c.get(0)).toList());
            long memory = random.nextLong(direct, direct + 500);
            assertTrue(bytes(select(candidates, memory)) <= memory, name);
            double time = cost(select(candidates, Long.MAX_VALUE));
            for (int m = 0; m < KINDS.length; m++) {
                int index = m;
                assertTrue(time <= 1.05 * cost(candidates.stream().map(c -> c.get(index)).toList()), name);
            }
        }
    }

    private static List<Candidate> select(List<List<Candidate>> candidates, long memory) {
        return new MemoryConstrainedSelection(candidates, chosen -> bytes(chosen) <= memory).select();
    }

    /** Sum of the resident bytes, and the scratchpad that all share. */
    private static long bytes(List<Candidate> selected) {
        return selected.stream().mapToLong(c -> c.bytes() / RESIDENT_UNIT).sum()
                + selected.stream().mapToLong(c -> c.bytes() % RESIDENT_UNIT).max().orElse(0);
    }

    private static double cost(List<Candidate> selected) {
        return selected.stream().mapToDouble(Candidate::cost).sum();
    }

    private static List<AlgorithmKind> selectedKinds(List<List<Candidate>> candidates, long memory) {
        return select(candidates, memory).stream().map(Candidate::algorithm).toList();
    }

    private static Candidate direct(double cost, int resident) {
        return candidate(AlgorithmKind.DIRECT, cost, resident, 0);
    }

    private static Candidate fft(double cost, int resident, int scratchpad) {
        return candidate(AlgorithmKind.FFT, cost, resident, scratchpad);
    }

    private static Candidate candidate(AlgorithmKind kind, double cost, int resident, int scratchpad) {
        return new Candidate(kind, cost, () -> resident * RESIDENT_UNIT + scratchpad);
    }
}
