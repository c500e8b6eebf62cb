package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnInProcess;

/** A forward job with {@code is_auto_crop = yes} gives the same bits as a job on files cropped beforehand. */
class CroppedImagesTest {

    /** Size after cropping, which removes the first (d + 1) / 2 and the last d / 2 of d surplus voxels of an axis. */
    private static final Vec3 SHARED = new Vec3(7, 23, 31);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"none, '1,7,8'", "standard2D, auto", "standard3D, '3,5,30'", "symetric_rescale, auto"})
    void cropsTheFilesOfOneImage(String preprocessing, String pass) throws Exception {
        NoiseJob cropped = job("cropped").image("em", new NoiseImage(SHARED, 3)).image("hint",
                new NoiseImage(new Vec3(9, 23, 32), 4), new NoiseImage(new Vec3(7, 26, 31), 5)).crop();
        NoiseJob byHand = job("by hand").image("em", new NoiseImage(SHARED, 3)).image("hint",
                new NoiseImage(SHARED, 4, new Vec3(1, 0, 1)), new NoiseImage(SHARED, 5, new Vec3(0, 2, 0)));
        assertSame(cropped, byHand, preprocessing, "yes", pass);
    }

    @Test
    void cropsTheImagesOfOneSample() throws Exception {
        NoiseJob cropped = job("cropped").image("em", new NoiseImage(new Vec3(7, 28, 33), 3))
                .image("hint", new NoiseImage(new Vec3(8, 23, 31), 4), new NoiseImage(new Vec3(8, 24, 31), 5)).crop();
        NoiseJob byHand = job("by hand").image("em", new NoiseImage(SHARED, 3, new Vec3(0, 3, 1))).image("hint",
                new NoiseImage(SHARED, 4, new Vec3(1, 0, 0)), new NoiseImage(SHARED, 5, new Vec3(1, 1, 0)));
        assertSame(cropped, byHand, "standard3D", "yes", "2,9,9");
        for (String node : new String[] {"affinity", "inside"}) {
            assertEquals("0,3,1", DatasetAttributes.triple(cropped.output(node), "offset"),
                    "offset of the output in the uncropped first file");
        }
        assertArrayEquals(pixels(cropped), pixels(byHand));
    }

    /** Returns the pixels of the picture; its file also states the job, which depends on the files of the images. */
    private static int[] pixels(NoiseJob job) throws IOException {
        BufferedImage picture = ImageIO.read(job.files().file("out_sample1.png").toFile());
        return picture.getRaster().getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null);
    }

    /** The fields of view are 4,4,4 and 2,4,4: without mirroring, either input gives 6,20,28 output voxels. */
    @Test
    void keepsTheDifferenceInSizeThatDifferentFieldsOfViewNeed() throws Exception {
        NoiseJob cropped = job("cropped").image("em", new NoiseImage(new Vec3(9, 23, 31), 3)).image("hint",
                new NoiseImage(new Vec3(7, 24, 31), 4), new NoiseImage(new Vec3(8, 23, 31), 5)).crop();
        NoiseJob byHand = job("by hand").image("em", new NoiseImage(new Vec3(9, 23, 31), 3)).image("hint",
                new NoiseImage(SHARED, 4, new Vec3(0, 1, 0)), new NoiseImage(SHARED, 5, new Vec3(1, 0, 0)));
        assertSame(cropped, byHand, "standard2D", "no", "auto");
    }

    @Test
    void refusesEqualSizesForDifferentFieldsOfViewWithoutMirroring() throws Exception {
        NoiseJob job = job("job").image("em", new NoiseImage(SHARED, 3)).image("hint", new NoiseImage(SHARED, 4),
                new NoiseImage(SHARED, 5)).set("is_bd_mirror", "no");
        CommandResult result = ZnnInProcess.run(1, Map.of(), "forward", "-c", job.job());
        assertEquals(2, result.exit(), result::all);
        assertTrue(result.err().contains("'hint' (7,23,31) allows 6,20,28; set is_bd_mirror = yes"), result::all);
    }

    @Test
    void planMentionsTheCrop() throws Exception {
        NoiseJob cropped = job("cropped").image("em", new NoiseImage(SHARED, 3)).image("hint",
                new NoiseImage(new Vec3(9, 23, 32), 4), new NoiseImage(new Vec3(7, 26, 31), 5)).crop();
        cropped.set("is_bd_mirror", "yes");
        CommandResult result = ZnnInProcess.run(1, Map.of(), "plan", "-c", cropped.job());
        result.assertSuccess();
        assertTrue(result.out().contains("hint-1.h5, 7,23,31 voxels cropped around the centre, preprocessing none"),
                result::all);
        assertTrue(result.out().contains("em-0.h5, 7,23,31 voxels, preprocessing none"), result::all);
    }

    @Test
    void refusesFilesOfDifferentSizeWithoutAutoCrop() throws Exception {
        NoiseJob job = job("job").image("em", new NoiseImage(SHARED, 3)).image("hint",
                new NoiseImage(new Vec3(9, 23, 32), 4), new NoiseImage(new Vec3(7, 26, 31), 5));
        CommandResult result = ZnnInProcess.run(1, Map.of(), "forward", "-c", job.job());
        assertEquals(2, result.exit(), result::all);
        assertTrue(result.err().contains("hint-1.h5 has 7,26,31 voxels but "), result::all);
        assertTrue(result.err().contains("hint-0.h5 has 9,23,32; files of one image must have the same size;"
                + " is_auto_crop = yes crops them to 7,23,31"), result::all);
    }

    private NoiseJob job(String name) throws Exception {
        return new NoiseJob(folder.resolve(name), SmallNetworks.TWO_AND_TWO, 5);
    }

    private static void assertSame(NoiseJob cropped, NoiseJob byHand, String preprocessing, String mirror, String pass)
            throws Exception {
        for (NoiseJob job : new NoiseJob[] {cropped, byHand}) {
            job.preprocess(preprocessing).set("is_bd_mirror", mirror).set("forward_outsz", pass);
            CommandResult result = ZnnInProcess.run(2, Map.of(), "forward", "-c", job.job());
            result.assertSuccess();
        }
        for (String node : new String[] {"affinity", "inside"}) {
            VolumeAssert.assertSameBits(byHand.result(node, Precision.FLOAT32), cropped.result(node, Precision.FLOAT32),
                    node);
        }
    }
}
