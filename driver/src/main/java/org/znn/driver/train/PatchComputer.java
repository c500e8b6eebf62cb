package org.znn.driver.train;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.znn.common.sample.PatchSource;
import org.znn.common.sample.TrainingPatch;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.Cost;
import org.znn.worker.cost.Evaluation;
import org.znn.worker.engine.TrainingNetwork;

/**
 * Computes patches: the network, the data and the cost of a run, kept by an executor. Several tasks may call it at
 * once: each draws its patch by itself, then they take turns on the network.
 */
public final class PatchComputer {

    private static final long NO_VERSION = -1;

    private final TrainingNetwork network;
    private final WeightLayout layout;
    private final Precision precision;
    private final long seed;
    private final Cost cost;
    private final PatchSource training;
    private final PatchSource testing;
    private long version = NO_VERSION;

    /**
     * For one run.
     *
     * @param seed of the run
     */
    PatchComputer(TrainingNetwork network, WeightLayout layout, Precision precision, long seed, Cost cost,
            PatchSource training, PatchSource testing) {
        this.network = network;
        this.layout = layout;
        this.precision = precision;
        this.seed = seed;
        this.cost = cost;
        this.training = training;
        this.testing = testing;
    }

    /**
     * Draws a patch, computes its errors, and unless it is a test its gradient.
     *
     * @param weights  packed row
     * @param executor that computes
     */
    PatchReport compute(PatchOrder order, int patch, byte[] weights, String executor) {
        long start = System.nanoTime();
        TrainingPatch drawn = order.test() ? testing.draw(PatchSeeds.ofTests(seed), order.step(), patch)
                : training.draw(seed, order.step(), patch);
        long drawing = System.nanoTime() - start;
        synchronized (network) {
            long turn = System.nanoTime();
            if (order.version() != version) {
                version = NO_VERSION;
                network.use(layout.weights(WeightLayout.unpack(weights, precision)));
                version = order.version();
            }
            Map<String, Volume> outputs = order.test() ? network.test(drawn.inputs())
                    : network.forward(drawn.inputs(), PatchSeeds.ofDropout(seed, order.step(), patch));
            Evaluation evaluation = cost.evaluate(outputs, drawn.targets(), !order.test());
            Optional<String> trouble = NotFinite.of(outputs, evaluation.errors());
            byte[] gradient = new byte[0];
            if (!order.test() && trouble.isEmpty() && evaluation.learnable()) {
                double[] row = layout.row(network.backward(evaluation.gradients()));
                trouble = layout.firstNotFinite(row).map(layer -> "the gradient of layer '" + layer + "'");
                gradient = WeightLayout.pack(row, precision);
            }
            return new PatchReport(patch, drawn.sample(), drawn.centre(), executor, gradient,
                    evaluation.errors(), evaluation.learnable(), trouble, drawing + System.nanoTime() - turn,
                    order.keep() && patch == 0 ? kept(drawn, evaluation) : Map.of());
        }
    }

    /** What ZNN saves of a patch to look into a run (ZNN-SEMANTICS 8). */
    private static Map<String, Map<String, Volume>> kept(TrainingPatch patch, Evaluation evaluation) {
        Map<String, Map<String, Volume>> kept = new TreeMap<>();
        kept.put("inputs", patch.inputs());
        kept.put("props", evaluation.predictions());
        kept.put("lbls", targets(patch, target -> Optional.of(target.label())));
        kept.put("grdts", evaluation.gradients());
        kept.put("masks", targets(patch, TrainingPatch.Target::mask));
        kept.put("weights", targets(patch, TrainingPatch.Target::balance));
        kept.put("malis_weights", evaluation.malisWeights());
        kept.values().removeIf(Map::isEmpty);
        return kept;
    }

    private static Map<String, Volume> targets(TrainingPatch patch,
            Function<TrainingPatch.Target, Optional<Volume>> part) {
        Map<String, Volume> parts = new TreeMap<>();
        patch.targets().forEach((node, target) -> part.apply(target).ifPresent(volume -> parts.put(node, volume)));
        return parts;
    }
}
