package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuses a convolution with the 1x1x1 convolution that is the only reader of its result, if the algorithm of the first
 * one supports it. The feature maps in between, often the largest of a network, are then never stored. Only for
 * inference, because a backward pass would read these feature maps.
 */
final class PointwiseFusion {

    private PointwiseFusion() {
    }

    /** Fuses every pair that can be fused; the results do not change. */
    static List<Step> fuse(List<Step> steps, Backend<?> backend) {
        List<Step> fused = new ArrayList<>(steps);
        pairs(steps).forEach((first, second) -> {
            if (backend.algorithm(first.algorithm()).fusesPointwise(first.shape()) && fused.remove(first)) {
                fused.set(fused.indexOf(second), new ForwardSteps.FusedConvolution(first, second));
            }
        });
        return List.copyOf(fused);
    }

    /** Disjoint pairs of a convolution (key) and the 1x1x1 convolution (value) that alone reads its result. */
    static Map<ForwardSteps.Convolution, ForwardSteps.Convolution> pairs(List<Step> steps) {
        Map<ForwardSteps.Convolution, ForwardSteps.Convolution> pairs = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step instanceof ForwardSteps.Convolution second && isPointwise(second)) {
                steps.stream().filter(ForwardSteps.Convolution.class::isInstance)
                        .map(ForwardSteps.Convolution.class::cast)
                        .filter(first -> first.to().equals(second.from()) && !first.accumulate()
                                && !pairs.containsValue(first) && users(steps, first.to()) == 2)
                        .findFirst().ifPresent(first -> pairs.put(first, second));
            }
        }
        return pairs;
    }

    private static boolean isPointwise(ForwardSteps.Convolution convolution) {
        return convolution.shape().kernel().product() == 1 && !convolution.accumulate();
    }

    /** Number of steps that read or write the storage of an activation. */
    private static long users(List<Step> steps, Activation activation) {
        return steps.stream()
                .filter(s -> s.operands().stream().anyMatch(a -> a.storage() == activation.storage())).count();
    }
}
