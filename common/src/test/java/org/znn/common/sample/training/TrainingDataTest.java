package org.znn.common.sample.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.znn.common.sample.TrainingJobFiles.data;
import static org.znn.common.sample.TrainingJobFiles.edge;
import static org.znn.common.sample.TrainingJobFiles.network;
import static org.znn.common.sample.TrainingJobFiles.node;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.PatchSampler;
import org.znn.common.sample.TrainingJobFiles;
import org.znn.common.sample.TrainingPatch;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.SampleValues;
import org.znn.common.volume.Volume;
import org.znn.common.volume.storage.Storages;

/** Tests the contents, sharing and memory of loaded samples, and that draws depend only on their arguments. */
class TrainingDataTest {

    private static final List<Integer> FIRST = List.of(1);

    @TempDir
    private Path folder;

    @Test
    void drawsAreReproducibleOnOtherMachinesAndThreads() throws Exception {
        TrainingData plan = numbered().with("is_data_aug = yes").plan();
        PatchSampler here = plan.load(Storages.standard()).sampler(FIRST);
        PatchSampler there = copy(plan).load(Storages.standard()).sampler(FIRST);
        List<String> forward = IntStream.range(0, 60).mapToObj(i -> text(here.draw(5, i, i % 3))).toList();
        List<String> parallel = IntStream.range(0, 60).parallel().mapToObj(i -> text(there.draw(5, i, i % 3)))
                .collect(Collectors.toList());
        assertEquals(forward, parallel);
    }

    @Test
    void seedStepAndPatchIndexChangeTheDraw() {
        PatchSampler sampler = numbered().load().sampler(FIRST);
        String first = draws(sampler, 1, 1, 0);
        assertEquals(first, draws(sampler, 1, 1, 0));
        assertNotEquals(first, draws(sampler, 2, 1, 0));
        assertNotEquals(first, draws(sampler, 1, 1001, 0));
        assertNotEquals(first, draws(sampler, 1, 1, 1));
    }

    /** Pins the draws of seed 1: a resumed run must continue with the same sequence of patches. */
    @Test
    void drawsNeverChangeBetweenVersions() {
        PatchSampler sampler = numbered().load().sampler(FIRST);
        List<Integer> first = IntStream.range(0, 6)
                .mapToObj(i -> (int) sampler.draw(1, 1 + i, 0).inputs().get("input").get(0, 0, 0, 0)).toList();
        assertEquals(List.of(276, 13, 188, 206, 223, 34), first);
    }

    /** With 9 and 36 locations, 9000 draws yield 1800 and 7200 patches on average, with a standard deviation of 38. */
    @Test
    void drawsSamplesInProportionToTheirLocations() {
        PatchSampler sampler = new TrainingJobFiles(folder).with("out_type = boundary").with("train_outsz = 1,2,2")
                .with("train_range = 1-2")
                .data(data("", "") + data("", "").replace("1]", "2]").replace(".h5", "2.h5").replace("= 1", "= 2"))
                .volume("image.h5", new int[1][4][4]).volume("label.h5", new int[1][4][4])
                .volume("image2.h5", new int[1][7][7]).volume("label2.h5", new int[1][7][7])
                .load().sampler(List.of(1, 2));
        Map<Integer, Integer> drawn = new TreeMap<>();
        for (int i = 0; i < 9000; i++) {
            drawn.merge(sampler.draw(1, i, 0).sample(), 1, Integer::sum);
        }
        assertEquals(1800, drawn.get(1), 150);
        assertEquals(9000, drawn.get(1) + drawn.get(2));
    }

    @Test
    void samplerDrawsOnlyFromItsSamples() {
        LoadedData data = numbered().with("train_range = 1-2").data(data("", "") + """
                [sample2]
                input = 1
                output = 1
                """).load();
        PatchSampler second = data.sampler(List.of(2));
        assertTrue(IntStream.range(0, 50).allMatch(i -> second.draw(1, i, 0).sample() == 2));
        assertThrows(IllegalArgumentException.class, () -> data.sampler(List.of(3)));
    }

    /** Samples share files; uint8 takes one byte per voxel, a boundary label one bit per voxel. */
    @Test
    void predictsMemoryOfLoadedData() {
        TrainingJobFiles files = new TrainingJobFiles(folder).with("train_outsz = 1,2,2").with("out_type = boundary")
                .volume("image.h5", new byte[3][8][8]).volume("label.h5", new long[3][8][8]);
        assertEquals(3 * 64 + 3 * 8, files.plan().bytes());
        files.with("train_range = 1-2").data(data("", "") + "[sample2]\ninput = 1\noutput = 1\n");
        assertEquals(3 * 64 + 3 * 8, files.plan().bytes());
        files.network(network(3, "1,1,1")).with("out_type = affinity");
        assertEquals(3 * 64 + 8 * 3 * 64, files.plan().bytes());
        files.volume("image.h5", new int[3][8][8]).with("out_type = semantic");
        assertEquals(8 * 3 * 64 + 3 * 64, files.plan().bytes());
    }

    /** Ids that are equal in float32 and int32 remain different segments; negative ids are background. */
    @Test
    void preservesAllBitsOfSegmentIds() {
        long big = 1L << 40;
        long[][][] ids = {{{0, 0, 0, 0, 0}, {0, big, big + 1, -5, -5}}, {{0, 0, 0, 0, 0}, {0, big, big + 1, -5, -5}}};
        Target target = new TrainingJobFiles(folder).network(network(3, "1,1,1")).with("out_type = affinity")
                .with("train_outsz = 1,1,4").volume("image.h5", new int[2][2][5]).volume("label.h5", ids)
                .load().sampler(FIRST).draw(1, 1, 0).targets().get("output");
        assertEquals("0 0 0 0 | 0 0 0 0 | 1 1 0 0", Cubes.text(target.label()).replace(".000000000", ""));
    }

    /** In a colour label every voxel that is not black is inside a cell, regardless of its opacity. */
    @ParameterizedTest
    @ValueSource(strings = {"rgb.tif", "rgba_lzw.tif"})
    void readsColoursAsSegments(String file) throws URISyntaxException {
        Vec3 size = SampleValues.SIZE;
        String path = Path.of(SampleValues.class.getResource("samples/" + file).toURI()).toString();
        Target target = new TrainingJobFiles(folder).with("out_type = boundary").with("train_outsz = " + size)
                .data(data("", "").replace("label.h5", path))
                .volume("image.h5", new int[size.z()][size.y()][size.x()])
                .load().sampler(FIRST).draw(1, 1, 0).targets().get("output");
        double[][][] expected = Cubes.of(size.z(), size.y(), size.x(), (z, y, x) -> IntStream.range(0, 3)
                .anyMatch(c -> SampleValues.id(ElementType.UINT8, c, z, y, x) != 0) ? 1 : 0);
        assertEquals(Cubes.text(expected), Cubes.text(Cubes.of(target.label(), 0)));
    }

    /**
     * Standardises each section of the first file ([-1, 1] and [-1, 1] in numpy) and leaves the second file unchanged.
     */
    @Test
    void preprocessesChannelsOfSeveralFilesIndividually() {
        TrainingPatch patch = new TrainingJobFiles(folder).network(network(2, "1,1,1").replaceFirst("size 1", "size 2"))
                .with("out_type = boundary").with("train_outsz = 2,1,2")
                .data(data("", "").replace("= image.h5", "= image.h5,\n  second.h5")
                        .replaceFirst("pp_types = none", "pp_types = standard2D,none"))
                .volume("image.h5", new short[][][] {{{1, 3}}, {{10, 30}}})
                .volume("second.h5", new float[][][] {{{0.5f, 2}}, {{4, 8}}})
                .volume("label.h5", new int[2][1][2])
                .load().sampler(FIRST).draw(1, 1, 0);
        assertEquals("-1 1 -1 1 | 0.5 2 4 8", compactText(patch.inputs().get("input")));
    }

    /** Crops files of 5 and 3 voxels to 3, 1 voxel at the low end; the centre of the label of 4 is its second voxel. */
    @Test
    void autoCropCropsTheFilesOfOneImageAroundTheirCentres() {
        TrainingJobFiles files = new TrainingJobFiles(folder)
                .network(network(2, "1,1,1").replaceFirst("size 1", "size 2"))
                .with("out_type = boundary").with("train_outsz = 1,1,3")
                .data(data("is_auto_crop = yes", "is_auto_crop = yes").replace("= image.h5", "= image.h5,\n second.h5"))
                .volume("image.h5", new int[][][] {{{1, 2, 3, 4, 5}}}).volume("second.h5", new int[][][] {{{6, 7, 8}}})
                .volume("label.h5", new int[][][] {{{1, 0, 1, 0}}});
        TrainingPatch patch = files.load().sampler(FIRST).draw(1, 1, 0);
        assertEquals("2 3 4 | 6 7 8", compactText(patch.inputs().get("input")));
        assertEquals("1 0 1 | 0 1 0", compactText(patch.targets().get("output").label()));
    }

    /**
     * The image keeps its context around a smaller label: without mirroring the patches are the same whether files are
     * cropped or not, and with mirroring only voxels beyond the image are mirrored.
     */
    @ParameterizedTest
    @CsvSource({"no, no", "yes, no", "no, yes", "yes, yes"})
    void imagesAreNotCroppedToTheirLabels(String crop, String mirror) {
        LoadedData data = new TrainingJobFiles(folder).network(network(2, "1,1,5")).with("out_type = boundary")
                .with("train_outsz = 1,1,2").with("is_bd_mirror = " + mirror)
                .data(data("is_auto_crop = " + crop, "is_auto_crop = " + crop))
                .volume("image.h5", new int[][][] {{{1, 2, 3, 4, 5, 6, 7, 8}}})
                .volume("label.h5", new int[][][] {{{1, 0, 1, 1}}}).load();
        String patches = IntStream.range(0, 60).mapToObj(i -> data.sampler(FIRST).draw(1, i, 0)).map(p ->
                compactText(p.inputs().get("input")) + ": " + compactText(p.targets().get("output").label()))
                .distinct().sorted().collect(Collectors.joining("\n"));
        assertEquals("""
                1 2 3 4 5 6: 1 0 | 0 1
                2 3 4 5 6 7: 0 1 | 1 0
                3 4 5 6 7 8: 1 1 | 0 0""", patches);
    }

    /** A label of one section belongs to the central one of 50; an even field of view of 50 covers them all. */
    @Test
    void aPictureIsTheLabelOfTheCentralSection() {
        TrainingPatch patch = new TrainingJobFiles(folder).network(network(2, "50,1,1")).with("out_type = boundary")
                .with("train_outsz = 1,1,2").volume("image.h5", Cubes.of(50, 1, 2, (z, y, x) -> 2 * z + x))
                .data(data("is_auto_crop = yes", "is_auto_crop = yes")).volume("label.h5", new int[][] {{1, 0}})
                .load().sampler(FIRST).draw(1, 1, 0);
        assertEquals(new Vec3(50, 1, 2), patch.inputs().get("input").size());
        assertEquals(2 * 24 + 1, patch.inputs().get("input").get(0, 24, 0, 1));
        assertEquals("1 0 | 0 1", compactText(patch.targets().get("output").label()));
    }

    /**
     * Two images that a forward pass crops to 7 voxels, 1 at the low end of 8, are cropped alike in training, and so is
     * the label of the larger one.
     */
    @Test
    void imagesOfSeveralInputsAreCroppedAsInAForwardPass() {
        TrainingPatch patch = new TrainingJobFiles(folder).with("out_type = boundary").with("train_outsz = 1,1,7")
                .network(node("a", "input", 1) + node("b", "input", 1)
                        + edge("ca", "conv", "a", "output", "size 1,1,1\ninit zero")
                        + edge("cb", "conv", "b", "output", "size 1,1,1\ninit zero") + node("output", "sum", 2))
                .data(data("is_auto_crop = yes", "is_auto_crop = yes").replace("input = 1", "a = 1\nb = 2") + """
                        [image2]
                        fnames = b.h5
                        pp_types = none
                        is_auto_crop = yes
                        """)
                .volume("image.h5", new int[][][] {{{1, 2, 3, 4, 5, 6, 7, 8}}})
                .volume("b.h5", new int[][][] {{{1, 2, 3, 4, 5, 6, 7}}})
                .volume("label.h5", new int[][][] {{{0, 1, 0, 0, 1, 0, 1, 1}}})
                .load().sampler(FIRST).draw(1, 1, 0);
        assertEquals("2 3 4 5 6 7 8", compactText(patch.inputs().get("a")));
        assertEquals("1 2 3 4 5 6 7", compactText(patch.inputs().get("b")));
        assertEquals("1 0 0 1 0 1 1 | 0 1 1 0 1 0 0", compactText(patch.targets().get("output").label()));
    }

    /** Centres are at (V − 1)//2: the third of 5 voxels and the second of 4. */
    @Test
    void alignsImageAndLabelAtTheirCentresWithoutAutoCrop() {
        TrainingPatch patch = new TrainingJobFiles(folder).with("out_type = boundary").with("train_outsz = 1,1,4")
                .volume("image.h5", new int[][][] {{{1, 2, 3, 4, 5}}})
                .volume("label.h5", new int[][][] {{{1, 0, 1, 0}}})
                .load().sampler(FIRST).draw(1, 1, 0);
        assertEquals("2 3 4 5", compactText(patch.inputs().get("input")));
        assertEquals("1 0 1 0 | 0 1 0 1", compactText(patch.targets().get("output").label()));
    }

    @Test
    void patchesHaveThePrecisionOfTheJob() {
        TrainingPatch patch = numbered().with("dtype = float32").load().sampler(FIRST).draw(1, 1, 0);
        assertEquals(Precision.FLOAT32, patch.inputs().get("input").precision());
        assertEquals(Precision.FLOAT32, patch.targets().get("output").label().precision());
        assertEquals(new Vec3(1, 2, 2), patch.targets().get("output").label().size());
    }

    /** Returns a job whose image voxels are numbered from 1 and whose label is a chequerboard. */
    private TrainingJobFiles numbered() {
        return new TrainingJobFiles(folder).with("out_type = boundary").with("train_outsz = 1,2,2")
                .volume("image.h5", Cubes.of(3, 10, 10, (z, y, x) -> 1 + (z * 10 + y) * 10 + x))
                .volume("label.h5", Cubes.of(3, 10, 10, (z, y, x) -> (z + y + x) % 2));
    }

    private static String draws(PatchSampler sampler, long seed, long firstStep, int patch) {
        return IntStream.range(0, 20).mapToObj(i -> text(sampler.draw(seed, firstStep + i, patch)))
                .collect(Collectors.joining("\n"));
    }

    private static String text(TrainingPatch patch) {
        return patch.sample() + " " + NaivePatches.text(patch);
    }

    private static String compactText(Volume volume) {
        return Cubes.text(volume).replaceAll("\\.?0+(?= |$)", "");
    }

    private static TrainingData copy(TrainingData plan) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(plan);
        }
        assertTrue(bytes.size() < 5000, "the plan takes " + bytes.size() + " bytes");
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (TrainingData) in.readObject();
        }
    }
}
