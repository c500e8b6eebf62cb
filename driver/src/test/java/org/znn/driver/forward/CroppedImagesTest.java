package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.driver.ZnnProcess;

/** A forward pass with {@code is_auto_crop = yes} gives, to the bit, what it gives of files cropped by hand. */
class CroppedImagesTest {

    /** What the files of 'hint' share, and where it begins in each: of d voxels too many, (d + 1)/2 go before. */
    private static final Vec3 SHARED = new Vec3(7, 23, 31);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"none, '1,7,8'", "standard2D, auto", "standard3D, '3,5,30'", "symetric_rescale, auto"})
    void filesOfOneImage(String preprocessing, String pass) throws Exception {
        TestJob cropped = job("cropped").image("em", new TestImage(SHARED, 3)).image("hint",
                new TestImage(new Vec3(9, 23, 32), 4), new TestImage(new Vec3(7, 26, 31), 5)).crop();
        TestJob byHand = job("by hand").image("em", new TestImage(SHARED, 3)).image("hint",
                new TestImage(SHARED, 4, new Vec3(1, 0, 1)), new TestImage(SHARED, 5, new Vec3(0, 2, 0)));
        assertSame(cropped, byHand, preprocessing, "yes", pass);
    }

    @Test
    void imagesOfOneSample() throws Exception {
        TestJob cropped = job("cropped").image("em", new TestImage(new Vec3(7, 28, 33), 3))
                .image("hint", new TestImage(new Vec3(8, 23, 31), 4), new TestImage(new Vec3(8, 24, 31), 5)).crop();
        TestJob byHand = job("by hand").image("em", new TestImage(SHARED, 3, new Vec3(0, 3, 1))).image("hint",
                new TestImage(SHARED, 4, new Vec3(1, 0, 0)), new TestImage(SHARED, 5, new Vec3(1, 1, 0)));
        assertSame(cropped, byHand, "standard3D", "yes", "2,9,9");
        for (String node : new String[] {"affinity", "inside"}) {
            assertEquals("0,3,1", DatasetNotes.triple(cropped.output(node), "offset"),
                    "where the output lies on the first file, as it is");
        }
        assertArrayEquals(Files.readAllBytes(cropped.folder().resolve("out_sample1.png")),
                Files.readAllBytes(byHand.folder().resolve("out_sample1.png")));
    }

    /** Their fields of view are 4,4,4 and 2,4,4: without mirror both give 6,20,28 voxels. */
    @Test
    void imagesOfDifferentSizeForInputsThatSeeDifferently() throws Exception {
        TestJob cropped = job("cropped").image("em", new TestImage(new Vec3(9, 23, 31), 3)).image("hint",
                new TestImage(new Vec3(7, 24, 31), 4), new TestImage(new Vec3(8, 23, 31), 5)).crop();
        TestJob byHand = job("by hand").image("em", new TestImage(new Vec3(9, 23, 31), 3)).image("hint",
                new TestImage(SHARED, 4, new Vec3(0, 1, 0)), new TestImage(SHARED, 5, new Vec3(1, 0, 0)));
        assertSame(cropped, byHand, "standard2D", "no", "auto");
    }

    @Test
    void inputsThatSeeDifferentlyDisagreeWithoutMirror() throws Exception {
        TestJob job = job("job").image("em", new TestImage(SHARED, 3)).image("hint", new TestImage(SHARED, 4),
                new TestImage(SHARED, 5)).set("is_bd_mirror", "no");
        ZnnProcess.Result run = ZnnInProcess.run(1, Map.of(), "forward", "-c", job.write());
        assertEquals(2, run.exit(), run::all);
        assertTrue(run.err().contains("'hint' (7,23,31) one of 6,20,28; write is_bd_mirror = yes"), run::all);
    }

    @Test
    void aPlanTellsOfIt() throws Exception {
        TestJob cropped = job("cropped").image("em", new TestImage(SHARED, 3)).image("hint",
                new TestImage(new Vec3(9, 23, 32), 4), new TestImage(new Vec3(7, 26, 31), 5)).crop();
        cropped.set("is_bd_mirror", "yes");
        ZnnProcess.Result run = ZnnInProcess.run(1, Map.of(), "plan", "-c", cropped.write());
        assertEquals(0, run.exit(), run::all);
        assertTrue(run.out().contains("hint-1.h5, 7,23,31 voxels around their centres, none"), run::all);
        assertTrue(run.out().contains("em-0.h5, 7,23,31 voxels, none"), run::all);
    }

    @Test
    void filesOfDifferentSizeAreRefusedWhereTheJobDoesNotAskForIt() throws Exception {
        TestJob job = job("job").image("em", new TestImage(SHARED, 3)).image("hint",
                new TestImage(new Vec3(9, 23, 32), 4), new TestImage(new Vec3(7, 26, 31), 5));
        ZnnProcess.Result run = ZnnInProcess.run(1, Map.of(), "forward", "-c", job.write());
        assertEquals(2, run.exit(), run::all);
        assertTrue(run.err().contains("hint-1.h5 has 7,26,31 voxels, "), run::all);
        assertTrue(run.err().contains("hint-0.h5 9,23,32; files of one image must have one size; is_auto_crop = yes "
                + "crops them to 7,23,31"), run::all);
    }

    private TestJob job(String name) throws Exception {
        return new TestJob(folder.resolve(name), SmallNetworks.TWO_AND_TWO, 5);
    }

    private static void assertSame(TestJob cropped, TestJob byHand, String preprocessing, String mirror, String pass)
            throws Exception {
        for (TestJob job : new TestJob[] {cropped, byHand}) {
            job.preprocess(preprocessing).set("is_bd_mirror", mirror).set("forward_outsz", pass);
            ZnnProcess.Result run = ZnnInProcess.run(2, Map.of(), "forward", "-c", job.write());
            assertEquals(0, run.exit(), run::all);
        }
        for (String node : new String[] {"affinity", "inside"}) {
            TestJob.assertSameBits(byHand.result(node, Precision.FLOAT32), cropped.result(node, Precision.FLOAT32),
                    node);
        }
    }
}
