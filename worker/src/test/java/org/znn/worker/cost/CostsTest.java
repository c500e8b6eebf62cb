package org.znn.worker.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.znn.worker.cost.Patches.NO_MALIS;
import static org.znn.worker.cost.Patches.row;
import static org.znn.worker.cost.Patches.target;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.config.CostFunction;
import org.znn.common.config.OutputType;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Tests values and gradients of the four cost functions. */
class CostsTest {

    @Test
    void sumsSquaredErrors() {
        Evaluation e = evaluate(CostFunction.SQUARE, row(0.9, 0.5, 0.1), target(row(1, 0, 1)));
        assertEquals(0.01 + 0.25 + 0.81, e.errors().cost(), 1e-15);
        assertGradient(e, -0.2, 1, -1.8);
        assertEquals(1, e.errors().misclassified());
        assertEquals(3, e.errors().elements());
        assertEquals(1, e.errors().patches());
        assertTrue(e.learnable());
    }

    @Test
    void ignoresSmallDifferencesInSquareSquare() {
        Evaluation e = evaluate(CostFunction.SQUARE_SQUARE, row(0.2, 0.25, 0.9), target(row(0, 0, 0.5)));
        assertEquals(0.0625 + 0.16, e.errors().cost(), 1e-15);
        assertGradient(e, 0, 0.5, 0.8);
    }

    @Test
    void sumsBinomialCrossEntropy() {
        Evaluation e = evaluate(CostFunction.BINOMIAL, row(0.25, 0.25), target(row(1, 0)));
        assertEquals(Math.log(4) + Math.log(4.0 / 3), e.errors().cost(), 1e-15);
        assertGradient(e, -0.75, 0.25);
    }

    @Test
    void sumsCrossEntropyOfTheSoftmaxWithoutChangingTheOutput() {
        DoubleVolume output = new DoubleVolume(2, Vec3.ONE, new double[] {Math.log(3), 0});
        DoubleVolume label = new DoubleVolume(2, Vec3.ONE, new double[] {0, 1});
        Evaluation e = evaluate(CostFunction.SOFTMAX, output, target(label));
        assertEquals(Math.log(4), e.errors().cost(), 1e-15);
        assertEquals(2, e.errors().misclassified());
        assertGradient(e, 0.75, -0.75);
        assertArrayEquals(new double[] {0.75, 0.25}, FlatArrays.of(e.predictions().get("out")), 1e-15);
        assertEquals(Math.log(3), output.get(0));
    }

    /** Gradients of the cross entropies are with respect to the argument of the logistic function or the softmax. */
    @ParameterizedTest
    @EnumSource(CostFunction.class)
    void gradientMatchesFiniteDifferences(CostFunction function) {
        Random random = new Random(7);
        Vec3 size = new Vec3(2, 3, 2);
        Volume argument = Patches.random(random, Precision.FLOAT64, 3, size, 0);
        Volume label = oneHot(random, 3, size);
        Evaluation e = evaluate(function, output(function, argument), target(label));
        double step = 1e-5;
        for (int i = 0; i < 36; i++) {
            double original = argument.get(i);
            argument.set(i, original + step);
            double up = evaluate(function, output(function, argument), target(label)).errors().cost();
            argument.set(i, original - step);
            double down = evaluate(function, output(function, argument), target(label)).errors().cost();
            argument.set(i, original);
            assertEquals((up - down) / (2 * step), e.gradients().get("out").get(i), 1e-8, function + " at " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ignoresElementsExcludedByTheMask(boolean masked) {
        Target masking = new Target(row(1, 1, 0), Optional.of(row(1, 0, 1)), Optional.empty());
        Evaluation e = Costs.of(CostFunction.SQUARE, OutputType.BOUNDARY, NO_MALIS)
                .evaluate(Map.of("out", row(0.5, 0, 1)), Map.of("out", masking), masked);
        assertEquals(masked ? 1.25 : 2.25, e.errors().cost());
        assertEquals(masked ? 2 : 3, e.errors().misclassified());
        assertEquals(masked ? 2 : 3, e.errors().elements());
        assertGradient(e, -1, masked ? 0 : -2, 2);
    }

    @Test
    void balanceAffectsTheGradientOnly() {
        Target balanced = new Target(row(1, 0), Optional.empty(), Optional.of(row(0.25, 4)));
        Evaluation e = evaluate(CostFunction.SQUARE, row(0, 1), balanced);
        assertEquals(2, e.errors().cost());
        assertGradient(e, -0.5, 8);
    }

    @Test
    void propagatesNaN() {
        for (CostFunction function : CostFunction.values()) {
            Evaluation e = evaluate(function, row(0.5, Double.NaN), target(row(0, 0)));
            assertTrue(Double.isNaN(e.errors().cost()), function.toString());
            assertTrue(Double.isNaN(e.gradients().get("out").get(1)), function.toString());
        }
    }

    @Test
    void ignoresNaNExcludedByTheMask() {
        Target masking = new Target(row(0, 0), Optional.of(row(1, 0)), Optional.of(row(1, 1)));
        Evaluation e = evaluate(CostFunction.BINOMIAL, row(0.5, Double.NaN), masking);
        assertEquals(Math.log(2), e.errors().cost());
        assertGradient(e, 0.5, 0);
    }

    @Test
    void exactlyWrongCostsInfinityAndExactlyRightZero() {
        Evaluation wrong = evaluate(CostFunction.BINOMIAL, row(1), target(row(0)));
        assertEquals(Double.POSITIVE_INFINITY, wrong.errors().cost());
        assertGradient(wrong, 1);
        Evaluation right = evaluate(CostFunction.BINOMIAL, row(1, 0), target(row(1, 0)));
        assertEquals(0, right.errors().cost());
        assertGradient(right, 0, 0);
    }

    /** A probability that is rounded to 0 costs as much as the outputs say, and its gradient is that of any other. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void softmaxOfFarApartOutputsCostsFinitelyMuch(Precision precision) {
        Volume output = Volume.zeros(precision, 3, Vec3.ONE);
        output.set(0, 3000);
        output.set(2, -1e30f);
        DoubleVolume second = new DoubleVolume(3, Vec3.ONE, new double[] {0, 1, 0});
        Evaluation e = evaluate(CostFunction.SOFTMAX, output, target(second));
        assertEquals(3000, e.errors().cost());
        assertGradient(e, 1, -1, 0);
        DoubleVolume third = new DoubleVolume(3, Vec3.ONE, new double[] {0, 0, 1});
        assertEquals(3000 + (double) 1e30f, evaluate(CostFunction.SOFTMAX, output, target(third)).errors().cost());
    }

    @Test
    void ignoresOutputsWithoutATarget() {
        Evaluation e = Costs.of(CostFunction.SQUARE, OutputType.BOUNDARY, NO_MALIS).evaluate(
                Map.of("a", row(1), "b", row(0), "c", row(0)),
                Map.of("a", target(row(0)), "c", target(row(0.5))), true);
        assertEquals(Set.of("a", "c"), e.gradients().keySet());
        assertEquals(Set.of("a", "c"), e.predictions().keySet());
        assertEquals(1.25, e.errors().cost());
        assertEquals(2, e.errors().elements());
    }

    @Test
    void roundsGradientsOnceToTheOutputsPrecision() {
        Volume output = new FloatVolume(1, Vec3.ONE, new float[] {0.1f});
        Target target = new Target(new FloatVolume(1, Vec3.ONE, new float[] {1}), Optional.empty(),
                Optional.of(row(1.0 / 3)));
        Evaluation e = evaluate(CostFunction.BINOMIAL, output, target);
        assertEquals(Precision.FLOAT32, e.gradients().get("out").precision());
        assertEquals((float) (((double) 0.1f - 1) * (1.0 / 3)), e.gradients().get("out").get(0));
    }

    @Test
    void rejectsAMaskOfAnotherSize() {
        Target odd = new Target(row(0, 0), Optional.of(row(1)), Optional.empty());
        String message = assertThrows(IllegalArgumentException.class,
                () -> evaluate(CostFunction.SQUARE, row(0, 0), odd)).getMessage();
        assertEquals("output 'out' has 1 channels of 1,1,2 voxels, but its mask has 1 of 1,1,1", message);
    }

    @Test
    void withoutSoftmaxTheOutputIsThePrediction() {
        Volume output = row(1);
        assertSame(output, evaluate(CostFunction.BINOMIAL, output, target(row(1))).predictions().get("out"));
    }

    private static Evaluation evaluate(CostFunction function, Volume output, Target target) {
        return Costs.of(function, OutputType.BOUNDARY, NO_MALIS)
                .evaluate(Map.of("out", output), Map.of("out", target), true);
    }

    private static void assertGradient(Evaluation evaluation, double... expected) {
        assertArrayEquals(expected, FlatArrays.of(evaluation.gradients().get("out")), 1e-15);
    }

    private static Volume output(CostFunction function, Volume argument) {
        Volume output = Volume.zeros(Precision.FLOAT64, argument.channels(), argument.size());
        for (int i = 0; i < FlatArrays.of(argument).length; i++) {
            output.set(i, function == CostFunction.BINOMIAL ? 1 / (1 + Math.exp(-argument.get(i))) : argument.get(i));
        }
        return output;
    }

    private static Volume oneHot(Random random, int channels, Vec3 size) {
        Volume label = Volume.zeros(Precision.FLOAT64, channels, size);
        int voxels = (int) size.product();
        for (int i = 0; i < voxels; i++) {
            label.set(random.nextInt(channels) * voxels + i, 1);
        }
        return label;
    }
}
