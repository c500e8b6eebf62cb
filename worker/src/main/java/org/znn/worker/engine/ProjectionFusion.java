package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins a convolution and the 1x1x1 convolution that alone reads its result, where the first can project at once: the
 * maps in between, often the most of a whole network, need not be stored. For passes that nothing leads back from.
 */
final class ProjectionFusion {

    private ProjectionFusion() {
    }

    /** The steps with all pairs joined that can be; they compute the same. */
    static List<Step> fuse(List<Step> steps, Arithmetic<?> arithmetic) {
        List<Step> fused = new ArrayList<>(steps);
        pairs(steps).forEach((first, second) -> {
            if (arithmetic.family(first.method()).projects(first.shape()) && fused.remove(first)) {
                fused.set(fused.indexOf(second), new Steps.Project(first, second));
            }
        });
        return List.copyOf(fused);
    }

    /** Which second convolution alone reads the result of a first; none is part of two pairs. */
    static Map<Steps.Convolve, Steps.Convolve> pairs(List<Step> steps) {
        Map<Steps.Convolve, Steps.Convolve> pairs = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step instanceof Steps.Convolve second && isProjection(second)) {
                steps.stream().filter(Steps.Convolve.class::isInstance).map(Steps.Convolve.class::cast)
                        .filter(first -> first.to().equals(second.from()) && !first.add()
                                && !pairs.containsValue(first) && readers(steps, first.to()) == 2)
                        .findFirst().ifPresent(first -> pairs.put(first, second));
            }
        }
        return pairs;
    }

    private static boolean isProjection(Steps.Convolve convolve) {
        return convolve.shape().kernel().product() == 1 && !convolve.add();
    }

    /** Steps that read or write a storage. */
    private static long readers(List<Step> steps, Value value) {
        return steps.stream().filter(s -> s.touches().stream().anyMatch(v -> v.storage() == value.storage())).count();
    }
}
