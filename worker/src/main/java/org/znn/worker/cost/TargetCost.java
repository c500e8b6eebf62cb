package org.znn.worker.cost;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.config.CostFunction;
import org.znn.common.config.OutputType;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.Volume;
import org.znn.common.volume.Volumes;

/** Sums a {@link Loss} over all values of all outputs that have a target. */
final class TargetCost implements Cost {

    private final CostFunction function;
    private final OutputType type;
    private final Optional<MalisWeights> malis;

    TargetCost(CostFunction function, OutputType type, Optional<MalisWeights> malis) {
        this.function = function;
        this.type = type;
        this.malis = malis;
    }

    @Override
    public Evaluation evaluate(Map<String, Volume> outputs, Map<String, Target> targets, boolean masked) {
        Map<String, Volume> predictions = new TreeMap<>();
        Map<String, Volume> gradients = new TreeMap<>();
        Map<String, Volume> malisWeights = new TreeMap<>();
        ErrorAccumulator accumulator = new ErrorAccumulator();
        boolean learnable = malis.isEmpty();
        for (Map.Entry<String, Target> entry : new TreeMap<>(targets).entrySet()) {
            String name = entry.getKey();
            Target target = entry.getValue();
            Volume output = outputs.get(name);
            requireShapes(name, output, target);
            Volume prediction = function == CostFunction.SOFTMAX ? probabilities(output) : output;
            Optional<Volume> weights = Optional.empty();
            if (malis.isPresent()) {
                MalisWeights.MalisResult result = malis.get().compute(prediction, target.label());
                learnable |= result.segmentVoxels() > 1;
                weights = Optional.of(result.weights());
                malisWeights.put(name, result.weights());
            }
            predictions.put(name, prediction);
            gradients.put(name, accumulator.add(Loss.of(function), output, prediction, target, masked,
                    weights));
            if (type == OutputType.AFFINITY && prediction.channels() == EdgeGraph.CHANNELS) {
                accumulator.addRandError(RandError.of(prediction, target.label()));
            }
        }
        return new Evaluation(predictions, gradients, malisWeights, accumulator.errors(), learnable);
    }

    private static Volume probabilities(Volume output) {
        Volume copy = Volume.zeros(output.precision(), output.channels(), output.size());
        Volumes.copyChannels(output, copy, 0);
        Softmax.overChannels(copy);
        return copy;
    }

    private static void requireShapes(String name, Volume output, Target target) {
        if (output == null) {
            throw new IllegalArgumentException("no output '" + name + "' for a target of this name");
        }
        requireShape(name, "label", output, Optional.of(target.label()));
        requireShape(name, "mask", output, target.mask());
        requireShape(name, "balance", output, target.balance());
    }

    private static void requireShape(String name, String what, Volume output, Optional<Volume> volume) {
        volume.filter(v -> v.channels() != output.channels() || !v.size().equals(output.size())).ifPresent(v -> {
            throw new IllegalArgumentException("output '" + name + "' has " + output.channels() + " channels of "
                    + output.size() + " voxels, but its " + what + " has " + v.channels() + " of " + v.size());
        });
    }
}
