package org.znn.worker.autotune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.znn.common.network.AlgorithmKind;

/**
 * Selects a candidate for each convolution so that all of them fit in memory. Starts from the fastest candidates; while
 * they do not fit, one is replaced by a smaller candidate, at the smallest loss of time per byte saved. Since the
 * convolutions share the scratchpad, some replacements may turn out to be unnecessary; these are undone at the end.
 */
final class MemoryConstrainedSelection {

    private final List<List<Candidate>> candidates;
    private final Predicate<List<Candidate>> fits;
    private final Candidate[] selected;

    /**
     * Creates the selection of a network.
     *
     * @param candidates candidates of each convolution, at least one
     * @param fits       test whether the given candidates, one per convolution, fit in memory together
     */
    MemoryConstrainedSelection(List<List<Candidate>> candidates, Predicate<List<Candidate>> fits) {
        this.candidates = candidates;
        this.fits = fits;
        selected = candidates.stream().map(MemoryConstrainedSelection::fastest).toArray(Candidate[]::new);
    }

    /** Selects a candidate per convolution; if nothing fits, the direct algorithm wherever it is a candidate. */
    List<Candidate> select() {
        List<Integer> replaced = new ArrayList<>();
        while (!fits()) {
            if (!substitute(replaced)) {
                return candidates.stream().map(MemoryConstrainedSelection::direct).toList();
            }
        }
        replaced.stream().distinct().sorted(Comparator.comparingDouble(i -> fastest(candidates.get(i)).rankingCost()
                - selected[i].rankingCost())).forEach(this::restoreFastest);
        return List.of(selected);
    }

    /** The best candidate if memory is not limited. */
    static Candidate fastest(List<Candidate> candidates) {
        return candidates.stream().min(Comparator.comparingDouble(Candidate::rankingCost)).orElseThrow();
    }

    private static Candidate direct(List<Candidate> candidates) {
        return candidates.stream().filter(c -> c.algorithm() == AlgorithmKind.DIRECT).findFirst()
                .orElse(fastest(candidates));
    }

    private boolean fits() {
        return fits.test(List.of(selected));
    }

    private boolean substitute(List<Integer> replaced) {
        int convolution = -1;
        Candidate substitute = null;
        double minLoss = Double.POSITIVE_INFINITY;
        for (int i = 0; i < selected.length; i++) {
            for (Candidate other : candidates.get(i).size() > 1 ? candidates.get(i) : List.<Candidate>of()) {
                long savedBytes = selected[i].bytes() - other.bytes();
                double loss = (other.rankingCost() - selected[i].rankingCost()) / savedBytes;
                if (savedBytes > 0 && loss < minLoss) {
                    minLoss = loss;
                    substitute = other;
                    convolution = i;
                }
            }
        }
        if (substitute == null) {
            return false;
        }
        selected[convolution] = substitute;
        replaced.add(convolution);
        return true;
    }

    private void restoreFastest(int i) {
        Candidate substitute = selected[i];
        selected[i] = fastest(candidates.get(i));
        if (!fits()) {
            selected[i] = substitute;
        }
    }
}
