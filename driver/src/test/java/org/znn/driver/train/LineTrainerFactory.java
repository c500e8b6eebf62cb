package org.znn.driver.train;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.znn.common.config.CostFunction;
import org.znn.common.config.MalisNormalisation;
import org.znn.common.config.OutputType;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.Filters;
import org.znn.common.network.Weights;
import org.znn.common.sample.PatchSampler;
import org.znn.common.sample.TrainingPatch;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.Costs;
import org.znn.worker.engine.TrainingNetwork;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Fits a line y = wx + b in place of a network: the patches are points of y = 3x + 1, so that the gradient is known.
 * Can fail or draw NaN from a given step on.
 */
public final class LineTrainerFactory implements PatchTrainerFactory {

    /** Network equivalent to the line. */
    static final String NETWORK = """
            nodes in
            type input
            size 1
            edges c
            type conv
            size 1,1,1
            init gaussian
            init_args 0,1
            input in
            output out
            nodes out
            type transfer
            function linear
            size 1
            """;
    static final Vec3 SIZE = new Vec3(1, 2, 3);

    private long failFrom;
    private long nanFrom;

    /**
     * Creates a factory.
     *
     * @param failFrom first step at which drawing a patch fails; 0 for never
     * @param nanFrom  first step at which a patch contains NaN; 0 for never
     */
    LineTrainerFactory(long failFrom, long nanFrom) {
        this.failFrom = failFrom;
        this.nanFrom = nanFrom;
    }

    @Override
    public PatchTrainer create(ForkJoinTeam team, AlgorithmSelection algorithms) {
        PatchSampler points = this::draw;
        return new PatchTrainer(new Line(), SgdOptimizerTest.layout(NETWORK), Precision.FLOAT32, 1,
                Costs.of(CostFunction.SQUARE, OutputType.BOUNDARY,
                        new TrainingConfig.Malis(false, MalisNormalisation.NONE, false)), points, points);
    }

    private TrainingPatch draw(long seed, long step, int patch) {
        if (failFrom > 0 && step >= failFrom) {
            throw new IllegalStateException("killed");
        }
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + step * 1_009 + patch);
        float[] x = new float[(int) SIZE.product()];
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = nanFrom > 0 && step >= nanFrom && patch == 1 ? Float.NaN : (float) random.nextDouble();
            y[i] = 3 * x[i] + 1;
        }
        TrainingPatch.Target target =
                new TrainingPatch.Target(new FloatVolume(1, SIZE, y), Optional.empty(), Optional.empty());
        return new TrainingPatch(patch + 1, centre(step, patch), Map.of("in", new FloatVolume(1, SIZE, x)),
                Map.of("out", target));
    }

    /** Returns the centre that a patch reports. */
    static Vec3 centre(long step, int patch) {
        return new Vec3((int) step, 10 * patch, 7);
    }

    private static final class Line implements TrainingNetwork {

        private double slope;
        private double intercept;
        private FloatVolume last;

        @Override
        public synchronized <T> T exclusively(Supplier<T> work) {
            return work.get();
        }

        @Override
        public Vec3 outputSize() {
            return SIZE;
        }

        @Override
        public Map<String, Vec3> inputSizes() {
            return Map.of("in", SIZE);
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void setWeights(Weights weights) {
            slope = weights.filters().get("c").values()[0];
            intercept = weights.biases().get("out")[0];
        }

        @Override
        public Map<String, Volume> forwardTest(Map<String, Volume> inputs) {
            FloatVolume x = (FloatVolume) inputs.get("in");
            float[] y = new float[x.data().length];
            for (int i = 0; i < y.length; i++) {
                y[i] = (float) (slope * x.data()[i] + intercept);
            }
            return Map.of("out", new FloatVolume(1, SIZE, y));
        }

        @Override
        public Map<String, Volume> forward(Map<String, Volume> inputs, long dropoutSeed) {
            last = (FloatVolume) inputs.get("in");
            return forwardTest(inputs);
        }

        @Override
        public Weights backward(Map<String, Volume> outputGradients) {
            float[] g = ((FloatVolume) outputGradients.get("out")).data();
            double slopeGradient = 0;
            double interceptGradient = 0;
            for (int i = 0; i < g.length; i++) {
                slopeGradient += g[i] * last.data()[i];
                interceptGradient += g[i];
            }
            return new Weights(Map.of("c", new Filters(1, 1, Vec3.ONE, new double[] {slopeGradient})),
                    Map.of("out", new double[] {interceptGradient}));
        }
    }
}
