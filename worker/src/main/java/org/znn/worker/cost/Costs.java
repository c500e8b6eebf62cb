package org.znn.worker.cost;

import java.util.Optional;
import org.znn.common.config.CostFunction;
import org.znn.common.config.OutType;
import org.znn.common.config.TrainingConfig;

/** The cost a job asks for. */
public final class Costs {

    private Costs() {
    }

    /**
     * The cost of a job; for use by several threads at once.
     *
     * @throws IllegalArgumentException where MALIS is on and the outputs are {@link OutType#SEMANTIC}, which have no
     *                                  edges to weight
     */
    public static Cost of(CostFunction function, OutType type, TrainingConfig.Malis malis) {
        return new TargetCost(function, type, malis.on() ? Optional.of(MalisWeights.of(type, malis))
                : Optional.empty());
    }
}
