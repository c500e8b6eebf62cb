package org.znn.driver.train;

import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.driver.plan.PassCost;
import org.znn.worker.choice.ConvolutionChooser;
import org.znn.worker.choice.Outline;
import org.znn.worker.engine.PassTooLarge;
import org.znn.worker.engine.TrainingPlan;

/** What steps of one patch cost, by its output size, with convolutions that hold as little as the mode allows. */
final class StepCost implements PassCost {

    /** Tasks that hold a patch at the same time: one computes, another draws its own or packs its gradient. */
    private static final int PATCHES_UNDER_WAY = 2;
    /** Volumes of the output's shape that a patch takes: label, mask, balance, prediction, gradient. */
    private static final int OUTPUTS = 5;

    private final NetworkSpec network;
    private final ConvolutionChooser chooser;
    private final Precision precision;

    StepCost(NetworkSpec network, ConvolutionChooser chooser, Precision precision) {
        this.network = network;
        this.chooser = chooser;
        this.precision = precision;
    }

    @Override
    public long bytes(Vec3 size) {
        try {
            long bytes = chooser.leastBytes(outline(size));
            return bytes == Long.MAX_VALUE ? bytes : bytes + patchBytes(size);
        } catch (PassTooLarge e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public Optional<String> tooLarge(Vec3 size) {
        try {
            ConvolutionChoice choice = chooser.mode().measures() ? ConvolutionChoice.DIRECT
                    : chooser.decide(outline(size), Long.MAX_VALUE).choice();
            TrainingPlan.of(network, size, precision, choice, chooser.threads());
            return Optional.empty();
        } catch (PassTooLarge e) {
            return Optional.of(e.reason());
        }
    }

    @Override
    public double operations(Vec3 size) {
        return chooser.leastOperations(outline(size));
    }

    private Outline outline(Vec3 size) {
        return Outline.ofStep(network, size, precision, chooser.threads());
    }

    /** Bytes beside the network's. */
    long patchBytes(Vec3 size) {
        TrainingPlan plan = TrainingPlan.of(network, size, precision);
        long inputs = plan.inputSizes().entrySet().stream()
                .mapToLong(e -> network.node(e.getKey()).size() * e.getValue().product() * precision.bytes()).sum();
        return PATCHES_UNDER_WAY * (inputs + OUTPUTS * plan.outputBytes() + plan.gradientBytes());
    }
}
