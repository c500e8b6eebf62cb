package org.znn.common.sample.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.sample.PatchSampler;
import org.znn.common.sample.TrainingJobFiles;

/**
 * On tiny volumes, repeated draws yield exactly the patches that the formulas allow: inputs, labels, masks and
 * class weights, at every location, in each of the 16 augmentations.
 */
class PatchSamplingTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> cases() {
        return Stream.of(
                //           type, rebalance, fov, outsz, image, label, mirror, mask, augment
                Arguments.of("boundary", "none", "1,3,3", "1,2,2", "2,5,4", "2,5,4", true, false, true),
                Arguments.of("boundary", "global", "1,3,3", "1,2,2", "2,5,5", "2,5,5", true, true, true),
                Arguments.of("boundary", "patch", "3,3,5", "1,2,3", "3,5,7", "3,5,7", false, false, false),
                Arguments.of("boundary", "patch", "1,3,3", "2,3,3", "3,6,6", "2,4,5", false, true, true),
                Arguments.of("affinity", "none", "1,1,1", "1,2,2", "2,4,4", "2,4,4", false, false, true),
                Arguments.of("affinity", "global", "1,3,3", "1,2,2", "3,5,5", "3,5,5", true, false, true),
                Arguments.of("affinity", "patch", "3,3,3", "2,3,3", "5,7,7", "5,7,7", false, true, true),
                Arguments.of("affinity", "global", "3,1,5", "1,2,1", "4,4,7", "3,5,4", true, true, false),
                Arguments.of("semantic", "none", "1,3,1", "1,2,2", "2,4,5", "2,4,5", true, false, false),
                Arguments.of("semantic", "global", "1,3,3", "1,2,2", "2,5,5", "2,4,3", true, true, true),
                Arguments.of("semantic", "patch", "1,3,3", "2,2,2", "2,4,4", "2,4,4", true, false, true));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void drawsExactlyThePatchesOfTheFormulas(String type, String rebalance, String fov, String outsz, String imageSize,
            String labelSize, boolean mirror, boolean masked, boolean augment) {
        Random random = new Random(7);
        int[] v = triple(imageSize);
        int[] l = triple(labelSize);
        double[][][] image = Cubes.of(v[0], v[1], v[2], (z, y, x) -> (z * 100 + y) * 100 + x + 1);
        double[][][] ids = Cubes.of(l[0], l[1], l[2], (z, y, x) -> random.nextInt(3));
        double[][][] mask = Cubes.of(l[0], l[1], l[2], (z, y, x) -> Math.min(1, random.nextInt(3)) * 0.5);
        int channels = type.equals("boundary") ? 2 : 3;
        if (type.equals("semantic") && masked) {
            mask[0][0][0] = 0;
            ids[0][0][0] = 9;
        }
        PatchSampler sampler = new TrainingJobFiles(folder).network(TrainingJobFiles.network(channels, fov))
                .with("out_type = " + type).with("train_outsz = " + outsz).with("rebalance_mode = " + rebalance)
                .with("is_bd_mirror = " + mirror).with("is_data_aug = " + augment)
                .data(TrainingJobFiles.data("", masked ? "fmasks = mask.h5" : ""))
                .volume("image.h5", image).volume("label.h5", ids).volume("mask.h5", mask)
                .load().sampler(List.of(1));
        int[] f = triple(fov);
        int[] low = Arrays.stream(f).map(n -> (n - 1) / 2).toArray();
        int[] high = Arrays.stream(f).map(n -> n / 2).toArray();
        Set<String> expected = new NaivePatches(type, channels, mirror ? Cubes.pad(image, low, high) : image, ids,
                masked ? mask : null, triple(outsz), f, rebalance).all(augment);
        Set<String> drawn = new HashSet<>();
        // The probability of missing one of n patches is n·exp(-30).
        for (int i = 0; i < 30 * expected.size() && drawn.size() <= expected.size(); i++) {
            drawn.add(NaivePatches.text(sampler.draw(1, 1 + i / 10, i % 10)));
        }
        assertEquals(expected, drawn);
    }

    private static int[] triple(String text) {
        return Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
    }
}
