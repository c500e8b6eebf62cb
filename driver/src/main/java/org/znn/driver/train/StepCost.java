package org.znn.driver.train;

import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.driver.plan.PassCost;
import org.znn.worker.autotune.AlgorithmSelector;
import org.znn.worker.autotune.SelectionProblem;
import org.znn.worker.engine.PassTooLargeException;
import org.znn.worker.engine.TrainingPlan;

/**
 * Cost of a training step with one patch as a function of the output size of the patch. Counts the least memory that
 * the convolution mode permits.
 */
final class StepCost implements PassCost {

    /** Patches in memory at the same time: one task computes, another draws its patch or packs its gradient. */
    private static final int CONCURRENT_PATCHES = 2;
    /** Volumes of the shape of the output per patch: label, mask, class balance, prediction and gradient. */
    private static final int OUTPUT_VOLUMES = 5;

    private final NetworkSpec network;
    private final AlgorithmSelector selector;
    private final Precision precision;

    StepCost(NetworkSpec network, AlgorithmSelector selector, Precision precision) {
        this.network = network;
        this.selector = selector;
        this.precision = precision;
    }

    @Override
    public long bytes(Vec3 size) {
        try {
            long bytes = selector.minBytes(problem(size));
            return bytes == Long.MAX_VALUE ? bytes : bytes + patchBytes(size);
        } catch (PassTooLargeException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public Optional<String> arraySizeViolation(Vec3 size) {
        try {
            AlgorithmSelection algorithms = selector.mode().isAutotuned() ? AlgorithmSelection.DIRECT
                    : selector.select(problem(size), Long.MAX_VALUE).selection();
            TrainingPlan.of(network, size, precision, algorithms, selector.threads());
            return Optional.empty();
        } catch (PassTooLargeException e) {
            return Optional.of(e.reason());
        }
    }

    @Override
    public double operations(Vec3 size) {
        return selector.minOperations(problem(size));
    }

    private SelectionProblem problem(Vec3 size) {
        return SelectionProblem.forTraining(network, size, precision, selector.threads());
    }

    /** Returns the bytes of the patches, which an executor needs in addition to those of the network. */
    long patchBytes(Vec3 size) {
        TrainingPlan plan = TrainingPlan.of(network, size, precision);
        long inputs = plan.inputSizes().entrySet().stream()
                .mapToLong(e -> network.node(e.getKey()).featureMaps() * e.getValue().product() * precision.bytes())
                .sum();
        return CONCURRENT_PATCHES * (inputs + OUTPUT_VOLUMES * plan.outputBytes() + plan.gradientBytes());
    }
}
