package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fuses the backward step of a pooling edge with the backward step of the transfer node that the edge pools, if no step
 * in between uses the gradient of that node: the largest gradients of a network are then written once instead of twice.
 */
final class PoolTransferFusion {

    private PoolTransferFusion() {
    }

    /** Fuses every pair that can be fused; the results do not change. */
    static List<Step> fuse(List<Step> steps) {
        List<Step> fused = new ArrayList<>(steps);
        for (Step step : steps) {
            if (step instanceof BackwardSteps.Transfer transfer) {
                poolingBefore(fused, transfer).ifPresent(pooling -> {
                    fused.set(fused.indexOf(pooling), new FusedPoolTransferBackward(pooling, transfer));
                    fused.remove(transfer);
                });
            }
        }
        return List.copyOf(fused);
    }

    /** The last step before a transfer step that uses the same gradient, if it is a pooling step that writes it. */
    private static Optional<PoolingBackwardStep> poolingBefore(List<Step> steps, BackwardSteps.Transfer transfer) {
        for (int i = steps.indexOf(transfer) - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.operands().stream().anyMatch(a -> a.storage() == transfer.gradient().storage())) {
                return step instanceof PoolingBackwardStep pooling && pooling.to().equals(transfer.gradient())
                        ? Optional.of(pooling) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
