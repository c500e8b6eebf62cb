package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins the way back through pooling and the one through the function of the node that was pooled, where nothing else
 * touches that node's gradient in between: the largest maps of a network are written once instead of twice.
 */
final class TransferFusion {

    private TransferFusion() {
    }

    /** The steps with all pairs joined that can be; they compute the same. */
    static List<BackwardStep> fuse(List<BackwardStep> steps) {
        List<BackwardStep> fused = new ArrayList<>(steps);
        for (BackwardStep step : steps) {
            if (step instanceof BackwardSteps.Transfer transfer) {
                lastBefore(fused, transfer).ifPresent(pooling -> {
                    fused.set(fused.indexOf(pooling), new PooledTransfer(pooling, transfer));
                    fused.remove(transfer);
                });
            }
        }
        return List.copyOf(fused);
    }

    /** The last step before one on the same gradient, if that pools. */
    private static Optional<Pooling> lastBefore(List<BackwardStep> steps, BackwardSteps.Transfer transfer) {
        for (int i = steps.indexOf(transfer) - 1; i >= 0; i--) {
            BackwardStep step = steps.get(i);
            if (step.touches().stream().anyMatch(v -> v.storage() == transfer.gradient().storage())) {
                return step instanceof Pooling pooling && pooling.to().equals(transfer.gradient())
                        ? Optional.of(pooling) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
