package org.znn.worker.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.znn.common.network.ConvolutionMethod;

/**
 * Chooses an option for each convolution so that all of it fits the memory: the fastest first; while they do not fit,
 * one is exchanged for another that needs less, where that costs the least time a byte. What then turns out to have
 * been given up for nothing, since memory is shared, is taken back.
 */
final class Fitting {

    private final List<List<Option>> options;
    private final Predicate<List<Option>> fits;
    private final Option[] chosen;

    /**
     * For a network.
     *
     * @param options of each convolution, at least one
     * @param fits    whether there is memory for options of all of them together
     */
    Fitting(List<List<Option>> options, Predicate<List<Option>> fits) {
        this.options = options;
        this.fits = fits;
        chosen = options.stream().map(Fitting::fastest).toArray(Option[]::new);
    }

    /** The option of each convolution; where nothing fits, the direct ones if there are. */
    List<Option> choose() {
        List<Integer> exchanged = new ArrayList<>();
        while (!fits()) {
            if (!exchange(exchanged)) {
                return options.stream().map(Fitting::direct).toList();
            }
        }
        exchanged.stream().distinct().sorted(Comparator.comparingDouble(i -> fastest(options.get(i)).rank()
                - chosen[i].rank())).forEach(this::takeBack);
        return List.of(chosen);
    }

    /** The option that is best where memory does not matter. */
    static Option fastest(List<Option> options) {
        return options.stream().min(Comparator.comparingDouble(Option::rank)).orElseThrow();
    }

    private static Option direct(List<Option> options) {
        return options.stream().filter(o -> o.method() == ConvolutionMethod.DIRECT).findFirst()
                .orElse(fastest(options));
    }

    private boolean fits() {
        return fits.test(List.of(chosen));
    }

    private boolean exchange(List<Integer> exchanged) {
        int where = -1;
        Option better = null;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < chosen.length; i++) {
            for (Option other : options.get(i).size() > 1 ? options.get(i) : List.<Option>of()) {
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
        if (!fits()) {
            chosen[i] = without;
        }
    }
}
