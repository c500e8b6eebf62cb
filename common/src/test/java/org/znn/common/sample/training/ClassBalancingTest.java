package org.znn.common.sample.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import io.jhdf.HdfFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.SharedData;
import org.znn.common.config.OutputType;
import org.znn.common.config.RebalanceMode;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Tests class weights and targets against values computed by hand and against files of ZNN's authors. */
class ClassBalancingTest {

    private static final String PATCH = "processing/znn/train/patch/";

    @ParameterizedTest
    @CsvSource({"BOUNDARY,GLOBAL,INVERSE_FREQUENCY", "BOUNDARY,PATCH,COMPLEMENT_FREQUENCY",
            "AFFINITY,GLOBAL,COMPLEMENT_FREQUENCY", "AFFINITY,PATCH,COMPLEMENT_FREQUENCY",
            "SEMANTIC,GLOBAL,INVERSE_FREQUENCY", "SEMANTIC,PATCH,INVERSE_FREQUENCY"})
    void selectsFormula(OutputType type, RebalanceMode mode, ClassBalancing expected) {
        assertEquals(expected, ClassBalancing.of(type, mode));
    }

    /** Three voxels of class 0 and one of class 1: weights 4/(2·3) and 4/(2·1), or 1/4 and 3/4. */
    @Test
    void weightsOfTwoClasses() {
        long[] counts = {3, 1};
        assertArrayEquals(new double[] {2.0 / 3, 2}, ClassBalancing.INVERSE_FREQUENCY.weights(counts), 1e-15);
        assertArrayEquals(new double[] {0.25, 0.75}, ClassBalancing.COMPLEMENT_FREQUENCY.weights(counts), 1e-15);
    }

    @Test
    void singleClassIsNotWeighted() {
        for (ClassBalancing formula : ClassBalancing.values()) {
            assertArrayEquals(new double[] {1, 1}, formula.weights(new long[] {0, 25}));
            assertArrayEquals(new double[] {1, 1}, formula.weights(new long[] {25, 0}));
            assertArrayEquals(new double[] {1, 1}, formula.weights(new long[] {0, 0}));
        }
    }

    /** 12 voxels of 3 present classes out of 4: weights 12/(3·n). */
    @Test
    void ignoresAbsentClasses() {
        assertArrayEquals(new double[] {4.0 / 6, 1, 2, 1},
                ClassBalancing.INVERSE_FREQUENCY.weights(new long[] {6, 0, 2, 4}), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "double"})
    void matchesBoundaryPatchOfZnn(String precision) {
        double[][][][] label = read("boundary_net_1_" + precision, "lbls/output");
        Target target = view(OutputType.BOUNDARY, 2, (z, y, x) -> 7 * (long) label[0][z][y][x], Vec3.ZERO)
                .target(2, Precision.FLOAT32, Optional.empty());
        assertSame(label, target.label());
    }

    /** Reconstructs the segments: one segment fills the section and rows 4 and 5 of the preceding section. */
    @Test
    void matchesAffinityPatchAndWeightsOfZnn() {
        LabelIds segments = (z, y, x) -> z == 1 || y > 3 ? 5 : 8;
        LabelTargets view = view(OutputType.AFFINITY, 3, segments, Vec3.ONE);
        Target target = view.target(3, Precision.FLOAT32,
                Optional.of(view.classWeights(ClassBalancing.of(OutputType.AFFINITY, RebalanceMode.PATCH))));
        assertSame(read("affinity_net_1_single", "lbls/output"), target.label());
        assertSame(read("affinity_net_1_single", "weights"), target.balance().orElseThrow());
    }

    private static LabelTargets view(OutputType type, int channels, LabelIds ids, Vec3 from) {
        return new LabelTargets(TargetEncoding.of(type, channels), ids, Optional.empty(), Vec3.ONE,
                new Box(from, new Vec3(1, 5, 5)));
    }

    private static void assertSame(double[][][][] expected, Volume actual) {
        assertEquals(expected.length, actual.channels());
        FloatVolume floats = (FloatVolume) actual;
        int i = 0;
        for (double[][][] channel : expected) {
            for (double[] row : channel[0]) {
                for (double value : row) {
                    assertEquals((float) value, floats.data()[i++], 1e-7f);
                }
            }
        }
    }

    private static double[][][][] read(String file, String dataset) {
        try (HdfFile hdf = new HdfFile(SharedData.path("golden/znn_testsuit/" + file + ".h5"))) {
            Object data = hdf.getDatasetByPath(PATCH + dataset).getData();
            if (data instanceof double[][][][] doubles) {
                return doubles;
            }
            float[][][][] floats = (float[][][][]) data;
            double[][][][] values = new double[floats.length][1][5][5];
            for (int c = 0; c < values.length; c++) {
                int channel = c;
                values[c] = Cubes.of(1, 5, 5, (z, y, x) -> floats[channel][z][y][x]);
            }
            return values;
        }
    }
}
