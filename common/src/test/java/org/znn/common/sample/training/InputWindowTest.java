package org.znn.common.sample.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.znn.common.sample.TrainingJobFiles.edge;
import static org.znn.common.sample.TrainingJobFiles.node;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.PatchSampler;
import org.znn.common.sample.TrainingJobFiles;
import org.znn.common.sample.TrainingPatch;
import org.znn.common.volume.Volume;

/**
 * Tests the alignment of input windows and outputs. Image and label both hold the index of each voxel: the label of
 * output voxel j must equal the input at stride·j + (context − 1)//2.
 */
class InputWindowTest {

    private static final int ROWS = 9;
    private static final int COLUMNS = 8;
    private static final int VOXELS = ROWS * COLUMNS;
    private static final String EVEN = TrainingJobFiles.network(VOXELS, "1,2,4");
    private static final String POOLED = node("input", "input", 1)
            + edge("c1", "conv", "input", "a", "size 1,2,3\ninit zero") + node("a", "sum", VOXELS)
            + edge("p", "max_pool", "a", "b", "size 1,2,2\nstride 1,2,2") + node("b", "sum", VOXELS)
            + edge("c2", "conv", "b", "output", "size 1,1,2\ninit zero") + node("output", "sum", VOXELS);
    private static final String CROPPED = node("input", "input", 1)
            + edge("c", "conv", "input", "a", "size 1,3,2\ninit zero") + node("a", "sum", VOXELS)
            + edge("k", "crop", "a", "output", "offset 0,1,1") + node("output", "sum", VOXELS);

    @TempDir
    private Path folder;

    /** The last argument is the number of locations of an output of 1,2,3, computed by hand from the input size. */
    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(EVEN, true, new Vec3(1, 1, 1), new Vec3(0, 0, 1), new Vec3(1, 3, 6), 8 * 6),
                Arguments.of(EVEN, false, new Vec3(1, 1, 1), new Vec3(0, 0, 1), new Vec3(1, 3, 6), 7 * 3),
                Arguments.of(POOLED, true, new Vec3(1, 2, 2), new Vec3(0, 1, 2), new Vec3(1, 5, 10), 7 * 4),
                Arguments.of(POOLED, false, new Vec3(1, 2, 2), new Vec3(0, 1, 2), new Vec3(1, 5, 10), 0),
                Arguments.of(CROPPED, true, new Vec3(1, 1, 1), new Vec3(0, 2, 1), new Vec3(1, 6, 6), 8 * 6),
                Arguments.of(CROPPED, false, new Vec3(1, 1, 1), new Vec3(0, 2, 1), new Vec3(1, 6, 6), 4 * 3));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void windowSurroundsItsOutput(String network, boolean mirror, Vec3 stride, Vec3 low, Vec3 input, int locations) {
        int[][][] indices = new int[1][ROWS][COLUMNS];
        for (int i = 0; i < VOXELS; i++) {
            indices[0][i / COLUMNS][i % COLUMNS] = i;
        }
        TrainingJobFiles files = new TrainingJobFiles(folder).network(network).with("out_type = semantic")
                .with("train_outsz = 1,2,3").with("is_bd_mirror = " + mirror).volume("image.h5", indices)
                .volume("label.h5", indices);
        if (locations == 0) {
            String errors = files.errors(Long.MAX_VALUE);
            assertTrue(errors.contains("needs " + input + " voxels with train_outsz = 1,2,3; the largest train_outsz"
                    + " that fits is 1,2,2"), errors);
            return;
        }
        PatchSampler sampler = files.load().sampler(List.of(1));
        Set<Double> first = new HashSet<>();
        for (int i = 0; i < 40 * locations; i++) {
            TrainingPatch patch = sampler.draw(3, i, 0);
            Volume image = patch.inputs().get("input");
            Volume label = patch.targets().get("output").label();
            assertEquals(input, image.size());
            for (int y = 0; y < 2; y++) {
                for (int x = 0; x < 3; x++) {
                    int index = (int) image.get(0, 0, low.y() + stride.y() * y, low.x() + stride.x() * x);
                    assertEquals(1, label.get(index, 0, y, x), "voxel " + index + " at " + y + "," + x);
                }
            }
            first.add(image.get(0, 0, low.y(), low.x()));
        }
        assertEquals(locations, first.size());
    }
}
