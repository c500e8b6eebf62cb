package org.znn.driver.train;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.znn.common.sample.PatchSampler;
import org.znn.common.sample.TrainingPatch;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.Cost;
import org.znn.worker.cost.Evaluation;
import org.znn.worker.engine.TrainingNetwork;

/**
 * Computes patches on an executor: holds the network, the data and the cost function of a training run. Concurrent
 * tasks draw their patches in parallel and then take turns on the network.
 */
public final class PatchTrainer {

    private static final long NO_VERSION = -1;

    private final TrainingNetwork network;
    private final WeightLayout layout;
    private final Precision precision;
    private final long seed;
    private final Cost cost;
    private final PatchSampler training;
    private final PatchSampler testing;
    /** Version of the network's weights; accessed only during {@link TrainingNetwork#exclusively}. */
    private long weightsVersion = NO_VERSION;

    /**
     * Creates a trainer for one run.
     *
     * @param seed     seed of the run
     * @param training source of training patches
     * @param testing  source of test patches
     */
    PatchTrainer(TrainingNetwork network, WeightLayout layout, Precision precision, long seed, Cost cost,
            PatchSampler training, PatchSampler testing) {
        this.network = network;
        this.layout = layout;
        this.precision = precision;
        this.seed = seed;
        this.cost = cost;
        this.training = training;
        this.testing = testing;
    }

    /**
     * Draws a patch and computes its errors and, unless it is a test patch, its gradient.
     *
     * @param patch      number of the patch within the step, from 0
     * @param weights    packed weights of the network
     * @param executorId id of the executor that executes the task
     */
    PatchResult compute(PatchRequest request, int patch, byte[] weights, String executorId) {
        long start = System.nanoTime();
        TrainingPatch drawn = request.test() ? testing.draw(PatchSeeds.forTests(seed), request.step(), patch)
                : training.draw(seed, request.step(), patch);
        long drawing = System.nanoTime() - start;
        return network.exclusively(() -> {
            long computing = System.nanoTime();
            if (request.weightsVersion() != weightsVersion) {
                weightsVersion = NO_VERSION;
                network.setWeights(layout.unflatten(WeightLayout.unpack(weights, precision)));
                weightsVersion = request.weightsVersion();
            }
            Map<String, Volume> outputs = request.test() ? network.forwardTest(drawn.inputs())
                    : network.forward(drawn.inputs(), PatchSeeds.forDropout(seed, request.step(), patch));
            Evaluation evaluation = cost.evaluate(outputs, drawn.targets(), !request.test());
            String name = (request.test() ? "test patch " : "patch ") + patch + " (sample" + drawn.sample() + ")";
            Optional<String> nonFinite = FiniteCheck.findNonFinite(outputs, evaluation, name, request.test());
            byte[] gradient = new byte[0];
            if (!request.test() && nonFinite.isEmpty() && evaluation.learnable()) {
                double[] flat = layout.flatten(network.backward(evaluation.gradients()));
                nonFinite = layout.firstNonFiniteLayer(flat).map(layer -> "the gradient of layer '" + layer + "' of "
                        + name);
                gradient = WeightLayout.pack(flat, precision);
            }
            return new PatchResult(patch, drawn.sample(), drawn.centre(), executorId, gradient,
                    evaluation.errors(), evaluation.learnable(), nonFinite, drawing + System.nanoTime() - computing,
                    request.returnVolumes() && patch == 0 ? debugVolumes(drawn, evaluation) : Map.of());
        });
    }

    /** Collects the volumes that ZNN saves of a patch for debugging (ZNN-SEMANTICS 8). */
    private static Map<String, Map<String, Volume>> debugVolumes(TrainingPatch patch, Evaluation evaluation) {
        Map<String, Map<String, Volume>> volumes = new TreeMap<>();
        volumes.put("inputs", patch.inputs());
        volumes.put("props", evaluation.predictions());
        volumes.put("lbls", targets(patch, target -> Optional.of(target.label())));
        volumes.put("grdts", evaluation.gradients());
        volumes.put("masks", targets(patch, TrainingPatch.Target::mask));
        volumes.put("weights", targets(patch, TrainingPatch.Target::balance));
        volumes.put("malis_weights", evaluation.malisWeights());
        volumes.values().removeIf(Map::isEmpty);
        return volumes;
    }

    private static Map<String, Volume> targets(TrainingPatch patch,
            Function<TrainingPatch.Target, Optional<Volume>> part) {
        Map<String, Volume> volumes = new TreeMap<>();
        patch.targets().forEach((node, target) -> part.apply(target).ifPresent(volume -> volumes.put(node, volume)));
        return volumes;
    }
}
