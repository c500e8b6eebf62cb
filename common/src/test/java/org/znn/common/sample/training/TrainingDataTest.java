package org.znn.common.sample.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.znn.common.sample.TrainingFiles.data;
import static org.znn.common.sample.TrainingFiles.network;

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
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.PatchSource;
import org.znn.common.sample.TrainingFiles;
import org.znn.common.sample.TrainingPatch;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.SampleValues;
import org.znn.common.volume.Volume;
import org.znn.common.volume.storage.Storages;

/** Samples in memory: what they hold, how they are shared, and that draws depend on their numbers alone. */
class TrainingDataTest {

    private static final List<Integer> FIRST = List.of(1);

    @TempDir
    private Path folder;

    @Test
    void theSameNumbersDrawTheSamePatchWhereverTheDataAreLoaded() throws Exception {
        TrainingData plan = numbered().with("is_data_aug = yes").plan();
        PatchSource here = plan.load(Storages.standard()).source(FIRST);
        PatchSource there = copy(plan).load(Storages.standard()).source(FIRST);
        List<String> forward = IntStream.range(0, 60).mapToObj(i -> text(here.draw(5, i, i % 3))).toList();
        List<String> parallel = IntStream.range(0, 60).parallel().mapToObj(i -> text(there.draw(5, i, i % 3)))
                .collect(Collectors.toList());
        assertEquals(forward, parallel);
    }

    @Test
    void seedStepAndPatchEachMatter() {
        PatchSource source = numbered().load().source(FIRST);
        String first = draws(source, 1, 1, 0);
        assertEquals(first, draws(source, 1, 1, 0));
        assertNotEquals(first, draws(source, 2, 1, 0));
        assertNotEquals(first, draws(source, 1, 1001, 0));
        assertNotEquals(first, draws(source, 1, 1, 1));
    }

    /** The draws of seed 1, as they have always been: a resumed run must go on with them. */
    @Test
    void drawsStayWhatTheyAre() {
        PatchSource source = numbered().load().source(FIRST);
        List<Integer> first = IntStream.range(0, 6)
                .mapToObj(i -> (int) source.draw(1, 1 + i, 0).inputs().get("input").get(0, 0, 0, 0)).toList();
        assertEquals(List.of(276, 13, 188, 206, 223, 34), first);
    }

    /** 9 and 36 locations: of 9000 draws 1800 and 7200 are expected, with a deviation of 38. */
    @Test
    void samplesAreChosenInProportionToTheirLocations() {
        PatchSource source = new TrainingFiles(folder).with("out_type = boundary").with("train_outsz = 1,2,2")
                .with("train_range = 1-2")
                .data(data("", "") + data("", "").replace("1]", "2]").replace(".h5", "2.h5").replace("= 1", "= 2"))
                .volume("image.h5", new int[1][4][4]).volume("label.h5", new int[1][4][4])
                .volume("image2.h5", new int[1][7][7]).volume("label2.h5", new int[1][7][7])
                .load().source(List.of(1, 2));
        Map<Integer, Integer> drawn = new TreeMap<>();
        for (int i = 0; i < 9000; i++) {
            drawn.merge(source.draw(1, i, 0).sample(), 1, Integer::sum);
        }
        assertEquals(1800, drawn.get(1), 150);
        assertEquals(9000, drawn.get(1) + drawn.get(2));
    }

    @Test
    void aSourceDrawsFromItsSamplesOnly() {
        LoadedData data = numbered().with("train_range = 1-2").data(data("", "") + """
                [sample2]
                input = 1
                output = 1
                """).load();
        PatchSource second = data.source(List.of(2));
        assertTrue(IntStream.range(0, 50).allMatch(i -> second.draw(1, i, 0).sample() == 2));
        assertThrows(IllegalArgumentException.class, () -> data.source(List.of(3)));
    }

    /** Samples that share files hold them once; uint8 takes a byte, a boundary label a bit a voxel. */
    @Test
    void memoryIsKnownBeforehand() {
        TrainingFiles files = new TrainingFiles(folder).with("train_outsz = 1,2,2").with("out_type = boundary")
                .volume("image.h5", new byte[3][8][8]).volume("label.h5", new long[3][8][8]);
        assertEquals(3 * 64 + 3 * 8, files.plan().bytes());
        files.with("train_range = 1-2").data(data("", "") + "[sample2]\ninput = 1\noutput = 1\n");
        assertEquals(3 * 64 + 3 * 8, files.plan().bytes());
        files.network(network(3, "1,1,1")).with("out_type = affinity");
        assertEquals(3 * 64 + 8 * 3 * 64, files.plan().bytes());
        files.volume("image.h5", new int[3][8][8]).with("out_type = semantic");
        assertEquals(8 * 3 * 64 + 3 * 64, files.plan().bytes());
    }

    /** Neighbouring ids that float32 and int32 cannot tell apart are different segments; negative ones are none. */
    @Test
    void segmentsKeepAllTheirBits() {
        long big = 1L << 40;
        long[][][] ids = {{{0, 0, 0, 0, 0}, {0, big, big + 1, -5, -5}}, {{0, 0, 0, 0, 0}, {0, big, big + 1, -5, -5}}};
        Target target = new TrainingFiles(folder).network(network(3, "1,1,1")).with("out_type = affinity")
                .with("train_outsz = 1,1,4").volume("image.h5", new int[2][2][5]).volume("label.h5", ids)
                .load().source(FIRST).draw(1, 1, 0).targets().get("output");
        assertEquals("0 0 0 0 | 0 0 0 0 | 1 1 0 0", Cubes.text(target.label()).replace(".000000000", ""));
    }

    /** A label is a colour: inside is all that is not black, whatever its opacity. */
    @ParameterizedTest
    @ValueSource(strings = {"rgb.tif", "rgba_lzw.tif"})
    void coloursAreSegments(String file) throws URISyntaxException {
        Vec3 size = SampleValues.SIZE;
        String path = Path.of(SampleValues.class.getResource("samples/" + file).toURI()).toString();
        Target target = new TrainingFiles(folder).with("out_type = boundary").with("train_outsz = " + size)
                .data(data("", "").replace("label.h5", path))
                .volume("image.h5", new int[size.z()][size.y()][size.x()])
                .load().source(FIRST).draw(1, 1, 0).targets().get("output");
        double[][][] expected = Cubes.of(size.z(), size.y(), size.x(), (z, y, x) -> IntStream.range(0, 3)
                .anyMatch(c -> SampleValues.id(ElementType.UINT8, c, z, y, x) != 0) ? 1 : 0);
        assertEquals(Cubes.text(expected), Cubes.text(Cubes.of(target.label(), 0)));
    }

    /** (v − mean)/deviation of each section; numpy: [-1, 1], [-1, 1]; channel 2 of the other file is left alone. */
    @Test
    void channelsOfSeveralFilesEachPreprocessed() {
        TrainingPatch patch = new TrainingFiles(folder).network(network(2, "1,1,1").replaceFirst("size 1", "size 2"))
                .with("out_type = boundary").with("train_outsz = 2,1,2")
                .data(data("", "").replace("= image.h5", "= image.h5,\n  second.h5")
                        .replaceFirst("pp_types = none", "pp_types = standard2D,none"))
                .volume("image.h5", new short[][][] {{{1, 3}}, {{10, 30}}})
                .volume("second.h5", new float[][][] {{{0.5f, 2}}, {{4, 8}}})
                .volume("label.h5", new int[2][1][2])
                .load().source(FIRST).draw(1, 1, 0);
        assertEquals("-1 1 -1 1 | 0.5 2 4 8", numbers(patch.inputs().get("input")));
    }

    /** Sizes 5 and 3 in one image, 4 in the label: all cropped to 3; of 2 too many 1 goes before, of 1 too many 1. */
    @Test
    void autoCropCropsFilesAndLabelAroundTheirCentres() {
        TrainingFiles files = new TrainingFiles(folder).network(network(2, "1,1,1").replaceFirst("size 1", "size 2"))
                .with("out_type = boundary").with("train_outsz = 1,1,3")
                .data(data("is_auto_crop = yes", "is_auto_crop = yes").replace("= image.h5", "= image.h5,\n second.h5"))
                .volume("image.h5", new int[][][] {{{1, 2, 3, 4, 5}}}).volume("second.h5", new int[][][] {{{6, 7, 8}}})
                .volume("label.h5", new int[][][] {{{1, 0, 1, 0}}});
        TrainingPatch patch = files.load().source(FIRST).draw(1, 1, 0);
        assertEquals("2 3 4 | 6 7 8", numbers(patch.inputs().get("input")));
        assertEquals("0 1 0 | 1 0 1", numbers(patch.targets().get("output").label()));
    }

    /** Without it they are aligned at their centres (V − 1)//2: of 5 and 4 voxels, the third and the second. */
    @Test
    void withoutAutoCropImageAndLabelAreAlignedAtTheirCentres() {
        TrainingPatch patch = new TrainingFiles(folder).with("out_type = boundary").with("train_outsz = 1,1,4")
                .volume("image.h5", new int[][][] {{{1, 2, 3, 4, 5}}})
                .volume("label.h5", new int[][][] {{{1, 0, 1, 0}}})
                .load().source(FIRST).draw(1, 1, 0);
        assertEquals("2 3 4 5", numbers(patch.inputs().get("input")));
        assertEquals("1 0 1 0 | 0 1 0 1", numbers(patch.targets().get("output").label()));
    }

    @Test
    void patchesHaveThePrecisionOfTheJob() {
        TrainingPatch patch = numbered().with("dtype = float32").load().source(FIRST).draw(1, 1, 0);
        assertEquals(Precision.FLOAT32, patch.inputs().get("input").precision());
        assertEquals(Precision.FLOAT32, patch.targets().get("output").label().precision());
        assertEquals(new Vec3(1, 2, 2), patch.targets().get("output").label().size());
    }

    /** Image voxels count from 1, the label is a chequerboard. */
    private TrainingFiles numbered() {
        return new TrainingFiles(folder).with("out_type = boundary").with("train_outsz = 1,2,2")
                .volume("image.h5", Cubes.of(3, 10, 10, (z, y, x) -> 1 + (z * 10 + y) * 10 + x))
                .volume("label.h5", Cubes.of(3, 10, 10, (z, y, x) -> (z + y + x) % 2));
    }

    private static String draws(PatchSource source, long seed, long firstStep, int patch) {
        return IntStream.range(0, 20).mapToObj(i -> text(source.draw(seed, firstStep + i, patch)))
                .collect(Collectors.joining("\n"));
    }

    private static String text(TrainingPatch patch) {
        return patch.sample() + " " + NaivePatches.text(patch);
    }

    private static String numbers(Volume volume) {
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
