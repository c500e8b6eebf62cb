package org.znn.worker.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.config.CostFunction;
import org.znn.common.config.MalisNormalisation;
import org.znn.common.config.OutputType;
import org.znn.common.config.TrainingConfig.Malis;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Tests costs whose gradients are weighted by MALIS. */
class MalisCostTest {

    private static final Malis PLAIN = new Malis(true, MalisNormalisation.NONE, false);

    @ParameterizedTest
    @EnumSource(MalisNormalisation.class)
    void weightsAffinityGradients(MalisNormalisation normalisation) {
        Random random = new Random(5);
        Vec3 size = new Vec3(2, 4, 3);
        Volume output = Patches.random(random, Precision.FLOAT64, 3, size, 6);
        Volume label = Patches.bits(random, Precision.FLOAT64, 3, size, 0.7);
        NaiveMalis naive = new NaiveMalis(output, label, 1, 0, normalisation == MalisNormalisation.FRACTION);
        double n = naive.voxels;
        double divisor = switch (normalisation) {
            case NONE, FRACTION -> 1;
            case NUMBER -> n;
            case PAIR -> n * (n - 1);
        };
        Evaluation e = affinity(new Malis(true, normalisation, false), output, Patches.target(label));
        for (int i = 0; i < naive.merger.length; i++) {
            double weight = (naive.merger[i] + naive.splitter[i]) / divisor;
            assertEquals(weight, e.malisWeights().get("out").get(i), 1e-12);
            assertEquals((output.get(i) - label.get(i)) * weight, e.gradients().get("out").get(i), 1e-12);
        }
        assertTrue(e.learnable());
    }

    @RepeatedTest(10)
    void constrainsMergersAndSplitters(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Vec3 size = new Vec3(1, 5, 4);
        Volume output = Patches.random(random, Precision.FLOAT64, 3, size, 9);
        Volume label = Patches.bits(random, Precision.FLOAT64, 3, size, 0.7);
        NaiveMalis mergers = new NaiveMalis(clamped(output, label, 1), label, 1, 0.5, false);
        NaiveMalis splitters = new NaiveMalis(clamped(output, label, 0), label, 0.5, 0, false);
        double different = mergers.classifiedPairs[1] + mergers.classifiedPairs[2];
        double same = splitters.classifiedPairs[0] + splitters.classifiedPairs[3];
        Volume weights = affinity(new Malis(true, MalisNormalisation.NUMBER, true), output, Patches.target(label))
                .malisWeights().get("out");
        for (int i = 0; i < mergers.merger.length; i++) {
            double expected = (different == 0 ? 0 : mergers.merger[i] / different)
                    + (same == 0 ? 0 : splitters.splitter[i] / same);
            assertEquals(expected / mergers.voxels, weights.get(i), 1e-14, "seed " + seed);
        }
    }

    /** Five voxels in a row. The third is boundary, but the output has its gap at the fourth. */
    @Test
    void boundaryMapsGiveAnEdgesWeightToTheWeakerVoxel() {
        Volume inside = new DoubleVolume(2, new Vec3(1, 1, 5), new double[] {.9, .8, .6, .3, .7, .1, .2, .4, .7, .3});
        Volume label = new DoubleVolume(2, new Vec3(1, 1, 5), new double[] {1, 1, 0, 1, 1, 0, 0, 1, 0, 0});
        Evaluation e = Costs.of(CostFunction.SQUARE, OutputType.BOUNDARY, PLAIN)
                .evaluate(Map.of("out", inside), Map.of("out", Patches.target(label)), true);
        // At .8, edge 0-1 joins one pair of the same segment: weight 1 for voxel 1. At .6, edge 1-2 joins no pair.
        // At .3, edge 3-4 precedes edge 2-3 in tie-breaking order: it joins one pair of the same segment, then edge 2-3
        // joins four pairs of different segments; the total of 5 goes to voxel 3.
        assertArrayEquals(new double[] {0, 1, 0, 5, 0, 0, 1, 0, 5, 0}, FlatArrays.of(e.malisWeights().get("out")));
        assertEquals((.04 + 5 * .49 + .04 + 5 * .49) / 12, e.errors().malisCost(), 1e-12);
        assertEquals(10.0 / 12, e.errors().malisMisclassified(), 1e-12);
    }

    @Test
    void boundaryMapsGiveTiesToTheLaterVoxel() {
        Volume inside = new DoubleVolume(2, new Vec3(1, 1, 2), new double[] {.5, .5, .5, .5});
        Volume label = new DoubleVolume(2, new Vec3(1, 1, 2), new double[] {1, 1, 0, 0});
        Evaluation e = Costs.of(CostFunction.SQUARE, OutputType.BOUNDARY, PLAIN)
                .evaluate(Map.of("out", inside), Map.of("out", Patches.target(label)), true);
        assertArrayEquals(new double[] {0, 1, 0, 1}, FlatArrays.of(e.malisWeights().get("out")));
    }

    @Test
    void appliesSoftmaxBeforeBoundaryWeights() {
        Volume output = new DoubleVolume(2, new Vec3(1, 1, 3), new double[] {2, 0, 1, 0, 0, 0});
        Volume label = new DoubleVolume(2, new Vec3(1, 1, 3), new double[] {1, 1, 1, 0, 0, 0});
        Evaluation e = Costs.of(CostFunction.SOFTMAX, OutputType.BOUNDARY, PLAIN)
                .evaluate(Map.of("out", output), Map.of("out", Patches.target(label)), true);
        assertArrayEquals(new double[] {0, 3, 0, 0, 3, 0}, FlatArrays.of(e.malisWeights().get("out")));
        assertArrayEquals(new double[] {0, -1.5, 0, 0, 1.5, 0}, FlatArrays.of(e.gradients().get("out")), 1e-15);
    }

    @Test
    void patchesWithoutSegmentsAreNotLearnable() {
        Volume output = Patches.random(new Random(1), Precision.FLOAT32, 3, new Vec3(1, 3, 3), 0);
        Volume label = Volume.zeros(Precision.FLOAT32, 3, new Vec3(1, 3, 3));
        Evaluation e = affinity(PLAIN, output, Patches.target(label));
        assertFalse(e.learnable());
        assertEquals(0, e.errors().malisCost());
        assertEquals(0, e.errors().malisMisclassified());
        assertEquals(0, e.errors().randError());
        assertArrayEquals(new double[27], FlatArrays.of(e.gradients().get("out")));
        assertTrue(affinity(Patches.NO_MALIS, output, Patches.target(label)).learnable());
    }

    /** An exactly wrong edge that joins no pair: the product of infinity and 0 is omitted, as by numpy's nansum. */
    @Test
    void omitsInfiniteCostOfZeroWeight() {
        Volume output = new DoubleVolume(3, new Vec3(1, 1, 2), new double[] {1, .8, 0, 0, 0, 0});
        Volume label = new DoubleVolume(3, new Vec3(1, 1, 2), new double[] {0, 1, 0, 0, 0, 0});
        Evaluation e = affinity(PLAIN, output, Patches.target(label));
        assertEquals(Double.POSITIVE_INFINITY, e.errors().cost());
        assertEquals(-Math.log(.8), e.errors().malisCost(), 1e-15);
    }

    @Test
    void masksExcludeErrorsButNotSegments() {
        Volume output = new DoubleVolume(3, new Vec3(1, 1, 3), new double[] {0, .4, .3, 0, 0, 0, 0, 0, 0});
        Volume label = new DoubleVolume(3, new Vec3(1, 1, 3), new double[] {0, 1, 1, 0, 0, 0, 0, 0, 0});
        Volume mask = new DoubleVolume(3, new Vec3(1, 1, 3), new double[] {1, 1, 0, 1, 1, 1, 1, 1, 1});
        Evaluation e = affinity(PLAIN, output, new Target(label, Optional.of(mask), Optional.empty()));
        assertArrayEquals(new double[] {0, 1, 2, 0, 0, 0, 0, 0, 0}, FlatArrays.of(e.malisWeights().get("out")));
        assertArrayEquals(new double[] {0, -.6, 0, 0, 0, 0, 0, 0, 0}, FlatArrays.of(e.gradients().get("out")), 1e-15);
        assertEquals(1, e.errors().malisMisclassified());
        assertEquals(1, e.errors().randError());
    }

    @Test
    void onlyAffinitiesHaveARandError() {
        Volume three = Patches.row(1, 1, 1);
        Volume output = new DoubleVolume(3, Vec3.ONE, FlatArrays.of(three));
        assertEquals(0, affinity(Patches.NO_MALIS, output, Patches.target(output)).errors().randError());
        assertTrue(Double.isNaN(Costs.of(CostFunction.SOFTMAX, OutputType.SEMANTIC, Patches.NO_MALIS)
                .evaluate(Map.of("out", output), Map.of("out", Patches.target(output)), true).errors().randError()));
    }

    @Test
    void rejectsSemanticOutputs() {
        assertThrows(IllegalArgumentException.class, () -> Costs.of(CostFunction.SOFTMAX, OutputType.SEMANTIC, PLAIN));
    }

    private static Evaluation affinity(Malis malis, Volume output, Target target) {
        return Costs.of(CostFunction.BINOMIAL, OutputType.AFFINITY, malis)
                .evaluate(Map.of("out", output), Map.of("out", target), true);
    }

    /** Replaces the output by the given value where the label has this value. */
    private static Volume clamped(Volume output, Volume label, double value) {
        Volume clamped = Volume.zeros(Precision.FLOAT64, 3, output.size());
        for (int i = 0; i < FlatArrays.of(output).length; i++) {
            clamped.set(i, label.get(i) == value ? value : output.get(i));
        }
        return clamped;
    }
}
