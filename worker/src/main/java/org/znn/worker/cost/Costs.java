package org.znn.worker.cost;

import java.util.Optional;
import org.znn.common.config.CostFunction;
import org.znn.common.config.OutputType;
import org.znn.common.config.TrainingConfig;

/** Factory of cost functions. */
public final class Costs {

    private Costs() {
    }

    /**
     * Creates the cost function of a job.
     *
     * @throws IllegalArgumentException if MALIS is enabled for {@link OutputType#SEMANTIC}, which has no edges to
     *                                  weight
     */
    public static Cost of(CostFunction function, OutputType type, TrainingConfig.Malis malis) {
        return new TargetCost(function, type, malis.enabled() ? Optional.of(MalisWeights.of(type, malis))
                : Optional.empty());
    }
}
