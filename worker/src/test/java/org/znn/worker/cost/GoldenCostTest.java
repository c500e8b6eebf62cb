package org.znn.worker.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.GoldenData;
import org.znn.common.SharedData;
import org.znn.common.config.CostFunction;
import org.znn.common.config.OutputType;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.engine.Hdf5;

/** Compares errors and gradients with those of the original ZNN and of an independent implementation. */
class GoldenCostTest {

    @ParameterizedTest
    @CsvSource({"tiny3d_binomial, BINOMIAL, AFFINITY", "tiny3d_no_momentum, BINOMIAL, AFFINITY",
        "srini2d_softmax, SOFTMAX, BOUNDARY"})
    void matchesEveryTrainingStep(String name, CostFunction function, OutputType type) {
        Path file = GoldenData.folder("train/" + name).resolve("case.h5");
        Cost cost = Costs.of(function, type, Patches.NO_MALIS);
        for (String step : new String[] {"step0", "step1", "step2"}) {
            Volume output = Hdf5.volumes(file, step + "/output", Precision.FLOAT64).get("output");
            Volume label = Hdf5.volumes(file, step + "/label", Precision.FLOAT64).get("output");
            Volume gradient = Hdf5.volumes(file, step + "/output_gradient", Precision.FLOAT64).get("output");
            double error = Patches.readDoubles(file, step + "/error")[0];
            Evaluation evaluation =
                    cost.evaluate(Map.of("output", output), Map.of("output", Patches.target(label)), true);
            assertEquals(error, evaluation.errors().cost(), 1e-12 * error, step);
            assertClose(gradient, evaluation.gradients().get("output"), 1e-12, step);
        }
    }

    /** The stored gradients are rebalanced; the file of affinities also contains the weights of the rebalancing. */
    @ParameterizedTest
    @CsvSource({"affinity_net_1_single, BINOMIAL, AFFINITY, FLOAT32",
        "boundary_net_1_single, SOFTMAX, BOUNDARY, FLOAT32", "boundary_net_1_double, SOFTMAX, BOUNDARY, FLOAT64"})
    void matchesTheAuthorsPatches(String name, CostFunction function, OutputType type, Precision precision) {
        Path file = SharedData.path("golden/znn_testsuit/" + name + ".h5");
        String patch = "processing/znn/train/patch/";
        Volume prediction = Hdf5.volumes(file, patch + "props", precision).get("output");
        Volume label = Hdf5.volumes(file, patch + "lbls", precision).get("output");
        Volume gradient = Hdf5.volumes(file, patch + "grdts", precision).get("output");
        Optional<Volume> balance = Optional.empty();
        if (type == OutputType.AFFINITY) {
            double[] stored = Patches.readDoubles(file, patch + "weights");
            Volume weights = Volume.zeros(precision, label.channels(), label.size());
            for (int i = 0; i < stored.length; i++) {
                weights.set(i, stored[i]);
            }
            balance = Optional.of(weights);
        }
        Volume output = function == CostFunction.SOFTMAX ? logarithms(prediction) : prediction;
        Evaluation evaluation = Costs.of(function, type, Patches.NO_MALIS).evaluate(Map.of("output", output),
                Map.of("output", new Target(label, Optional.empty(), balance)), true);
        double tolerance = precision == Precision.FLOAT64 ? 1e-14 : 2e-7;
        assertClose(prediction, evaluation.predictions().get("output"), tolerance, name);
        assertClose(gradient, evaluation.gradients().get("output"), tolerance, name);
    }

    /** Inverts the softmax. */
    private static Volume logarithms(Volume probabilities) {
        Volume logarithms =
                Volume.zeros(probabilities.precision(), probabilities.channels(), probabilities.size());
        for (int i = 0; i < FlatArrays.of(probabilities).length; i++) {
            logarithms.set(i, Math.log(probabilities.get(i)));
        }
        return logarithms;
    }

    private static void assertClose(Volume expected, Volume actual, double tolerance, String message) {
        assertEquals(expected.size(), actual.size(), message);
        for (int i = 0; i < FlatArrays.of(expected).length; i++) {
            assertEquals(expected.get(i), actual.get(i), tolerance, message);
        }
    }
}
