package org.znn.worker.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.znn.worker.convolution.Footprint;

/**
 * Chooses an option for each convolution so that all of it fits the memory: the fastest first; while they do not fit,
 * one is exchanged for another that needs less, where that costs the least time a byte. What then turns out to have
 * been given up for nothing, since scratch is shared, is taken back.
 */
final class Fitting {

    private final List<List<Option>> options;
    private final long memory;
    private final Option[] chosen;

    /**
     * For a network.
     *
     * @param options of each convolution, at least one
     * @param memory  bytes for all of them together
     */
    Fitting(List<List<Option>> options, long memory) {
        this.options = options;
        this.memory = memory;
        chosen = options.stream().map(Fitting::fastest).toArray(Option[]::new);
    }

    /** The option of each convolution; where none fits, those of least memory. */
    List<Option> choose() {
        List<Integer> exchanged = new ArrayList<>();
        while (bytes(List.of(chosen)) > memory && exchange(exchanged)) {
            continue;
        }
        exchanged.stream().distinct().sorted(Comparator.comparingDouble(i -> fastest(options.get(i)).rank()
                - chosen[i].rank())).forEach(this::takeBack);
        return List.of(chosen);
    }

    /** Bytes of options that share their scratch. */
    static long bytes(List<Option> options) {
        Footprint all = options.stream().map(Option::footprint).reduce(Footprint.NONE, Footprint::plus);
        return all.held() + all.scratch().bytes();
    }

    /** The option that is best where memory does not matter. */
    static Option fastest(List<Option> options) {
        return options.stream().min(Comparator.comparingDouble(Option::rank)).orElseThrow();
    }

    private boolean exchange(List<Integer> exchanged) {
        int where = -1;
        Option better = null;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < chosen.length; i++) {
            for (Option other : options.get(i)) {
                long saved = chosen[i].bytes() - other.bytes();
                double loss = (other.rank() - chosen[i].rank()) / saved;
                if (saved > 0 && loss < least) {
                    least = loss;
                    better = other;
                    where = i;
                }
            }
        }
        if (better == null) {
            return false;
        }
        chosen[where] = better;
        exchanged.add(where);
        return true;
    }

    private void takeBack(int i) {
        Option without = chosen[i];
        chosen[i] = fastest(options.get(i));
        if (bytes(List.of(chosen)) > memory) {
            chosen[i] = without;
        }
    }
}
