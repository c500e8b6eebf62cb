package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins a convolution and the 1x1x1 convolution that alone reads its result, where the first can project at once: the
 * maps in between, often the most of a whole network, need not be stored. For passes that nothing leads back from.
 */
final class ProjectionFusion {

    private ProjectionFusion() {
    }

    /** The steps with all such pairs joined; they compute the same. */
    static List<Step> fuse(List<Step> steps, Arithmetic<?> arithmetic) {
        List<Step> fused = new ArrayList<>(steps);
        for (Step step : steps) {
            if (step instanceof Steps.Convolve second && isProjection(second)) {
                steps.stream().filter(Steps.Convolve.class::isInstance).map(Steps.Convolve.class::cast)
                        .filter(first -> first.to().equals(second.from()) && !first.add()
                                && arithmetic.family(first.method()).projects(first.shape())
                                && readers(steps, first.to()) == 2)
                        .findFirst().ifPresent(first -> {
                            if (fused.remove(first)) {
                                fused.set(fused.indexOf(second), new Steps.Project(first, second));
                            }
                        });
            }
        }
        return List.copyOf(fused);
    }

    private static boolean isProjection(Steps.Convolve convolve) {
        return convolve.shape().kernel().product() == 1 && !convolve.add();
    }

    /** Steps that read or write a storage. */
    private static long readers(List<Step> steps, Value value) {
        return steps.stream().filter(s -> s.touches().stream().anyMatch(v -> v.storage() == value.storage())).count();
    }
}
