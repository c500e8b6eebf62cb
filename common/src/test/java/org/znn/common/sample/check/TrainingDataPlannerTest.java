package org.znn.common.sample.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.znn.common.sample.TrainingJobFiles.data;
import static org.znn.common.sample.TrainingJobFiles.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.sample.TrainingJobFiles;

/** Tests that errors in the samples of a training job are reported with their location and a remedy. */
class TrainingDataPlannerTest {

    private static final long MEMORY = 1L << 30;

    @TempDir
    private Path folder;
    private TrainingJobFiles files;

    @BeforeEach
    void createValidJob() {
        files = new TrainingJobFiles(folder).network(network(2, "1,3,3")).with("out_type = boundary")
                .with("train_outsz = 1,4,4").volume("image.h5", new int[2][9][9]).volume("label.h5", new int[2][9][9]);
    }

    @Test
    void acceptsValidJob() {
        assertEquals("", files.errors(MEMORY));
    }

    @Test
    void rejectsImageSmallerThanPatch() {
        files.volume("image.h5", new int[2][5][9]);
        assertReports("data.spec:1: [image1] (2,5,9) of [sample1] is smaller than a patch, which needs 1,6,6 voxels"
                + " with train_outsz = 1,4,4; the largest train_outsz that fits is 1,3,4");
    }

    @Test
    void suggestsSquarePatchForAugmentation() {
        files.with("is_data_aug = yes").volume("image.h5", new int[2][5][9]);
        assertReports("the largest train_outsz that fits is 1,3,3");
    }

    @Test
    void rejectsLabelSmallerThanPatch() {
        files.volume("label.h5", new int[2][9][3]);
        assertReports("data.spec:5: [label1] (2,9,3) of [sample1] is smaller than a patch, which needs 1,4,4 voxels"
                + " with train_outsz = 1,4,4; the largest train_outsz that fits is 1,4,3");
    }

    @Test
    void rejectsImageSmallerThanFieldOfView() {
        files.volume("image.h5", new int[2][2][9]);
        assertReports("use larger volumes (the field of view of the network is 1,3,3), or set is_bd_mirror = yes,"
                + " with which train_outsz = 1,2,4 fits");
    }

    /** A field of view of 2 extends one voxel beyond the output voxel: the last column of the label lacks context. */
    @Test
    void rejectsVolumesWithoutCommonLocation() {
        files.network(network(2, "1,1,2")).with("train_outsz = 1,4,2").volume("image.h5", new int[2][9][3])
                .volume("label.h5", new int[2][9][2]);
        assertReports("data.spec:5: [sample1]: no patch of train_outsz = 1,4,2 lies within [image1] (2,9,3) and"
                + " [label1] (2,9,2), aligned at their centres; the largest train_outsz that fits is 1,4,1");
    }

    @Test
    void rejectsMaskOfAnotherSize() {
        files.data(data("", "fmasks = mask.h5")).volume("mask.h5", new int[2][9][8]);
        assertReports("data.spec:8: the mask ", "mask.h5 has 2,9,8 voxels, but the label ",
                "label.h5 has 2,9,9; a mask must have the size of its label");
    }

    /** The mask is set only in a corner, which is not the centre of any patch. */
    @Test
    void rejectsMaskThatExcludesEveryPatch() {
        int[][][] mask = new int[2][9][9];
        mask[0][0][0] = 1;
        files.data(data("", "fmasks = mask.h5")).volume("mask.h5", mask);
        assertReports("data.spec:5: the mask ", "mask.h5 excludes every patch of [sample1]: it is 0 at the centres of"
                + " all 32 locations where a patch of train_outsz = 1,4,4 fits; a mask is above 0 at the voxels to"
                + " train on");
    }

    @Test
    void rejectsAugmentationOfNonSquarePatch() {
        files.with("train_outsz = 1,4,5\nis_data_aug = yes");
        assertReports("job.cfg:9: train_outsz = 1,4,5 is not square, but is_data_aug = yes exchanges y and x; choose"
                + " y = x, such as 1,4,4, or set is_data_aug = no");
    }

    @Test
    void rejectsAugmentationForNonSquareNetwork() {
        files.network(network(2, "1,3,1")).with("is_data_aug = yes");
        assertReports("job.cfg:10: is_data_aug = yes exchanges y and x, but the field of view of the network on its"
                + " input 'input' is 1,3,1; set is_data_aug = no");
    }

    @Test
    void rejectsWrongNumberOfOutputChannels() {
        files.network(network(3, "1,3,3"));
        assertReports("net.znn:10: the output 'output' has 3 channels, but out_type = boundary needs 2 (inside and"
                + " outside of cells); set 'size 2' there");
        files.network(network(1, "1,3,3")).with("out_type = affinity");
        assertReports("but out_type = affinity needs 3 (along x, y and z); set 'size 3' there");
        files.with("out_type = semantic");
        assertReports("has 1 channel, but out_type = semantic needs one for each of at least 2 classes");
    }

    @Test
    void rejectsClassesWithoutChannel() {
        int[][][] label = new int[2][9][9];
        label[1][2][3] = 3;
        label[1][2][4] = 6;
        files.network(network(3, "1,3,3")).with("out_type = semantic").volume("label.h5", label);
        assertReports("data.spec:5: ", "label.h5 contains class 3 at z,y,x = 1,2,3, but the output 'output' has 3"
                + " channels, for classes 0 to 2; correct the label, give the output 7 channels, or exclude such"
                + " voxels");
        label[1][2][3] = -1;
        label[1][2][4] = 2;
        files.volume("label.h5", label);
        assertReports("contains class -1 at z,y,x = 1,2,3", "0 to 2; correct the label, or exclude such voxels with a"
                + " mask");
    }

    @Test
    void acceptsMaskedClassesWithoutChannel() {
        int[][][] label = new int[2][9][9];
        int[][][] mask = new int[2][9][9];
        label[0][0][0] = 3;
        mask[1][4][4] = 1;
        files.network(network(3, "1,3,3")).with("out_type = semantic").data(data("", "fmasks = mask.h5"))
                .volume("label.h5", label).volume("mask.h5", mask);
        assertEquals("", files.errors(MEMORY));
    }

    @Test
    void rejectsImageWithNaN() {
        float[][][] image = new float[2][9][9];
        image[1][8][0] = Float.NaN;
        files.volume("image.h5", image);
        assertReports("data.spec:1: ", "image.h5 contains NaN or infinity at z,y,x = 1,8,0; replace such voxels by a"
                + " grey value");
    }

    @Test
    void rejectsFractionalSegmentIds() {
        float[][][] label = new float[2][9][9];
        label[0][1][0] = 0.5f;
        files.network(network(3, "1,3,3")).with("out_type = affinity").volume("label.h5", label);
        assertReports("data.spec:5: ", "label.h5", "ids must be whole numbers, but the file contains 0.5");
    }

    @Test
    void rejectsImageFilesOfDifferentSizes() {
        files.network(network(2, "1,3,3").replaceFirst("size 1", "size 2"))
                .data(data("", "").replace("= image.h5", "= image.h5,\n  other.h5"))
                .volume("other.h5", new int[2][8][9]);
        assertReports("data.spec:1: ", "other.h5 has 2,8,9 voxels but ",
                "image.h5 has 2,9,9; files of one image must have the same size;"
                + " is_auto_crop = yes crops them to 2,8,9");
    }

    @Test
    void rejectsImageWithWrongNumberOfChannels() {
        files.volume("image.h5", new int[3][2][9][9]);
        assertReports("data.spec:1: [image1] has 3 channels, but the input 'input' of the network takes 1; list files"
                + " of 1 channel in fnames");
    }

    @Test
    void rejectsLabelWithSeveralChannels() {
        files.volume("label.h5", new int[2][2][9][9]);
        assertReports("data.spec:6: ", "label.h5 has 2 channels; a label has one channel of segment or class ids");
    }

    @Test
    void rejectsDataThatExceedsMemory() {
        assertTrue(files.errors(100).contains("job.cfg:7: the samples need 1 MiB in every executor, but only 0 MiB"));
    }

    @Test
    void rejectsFileThatIsNotAVolume() throws IOException {
        Files.writeString(folder.resolve("label.h5"), "no volume");
        assertReports("data.spec:6: ", "label.h5: the format of the file is not known");
    }

    @Test
    void reportsAllErrorsTogether() {
        float[][][] image = new float[2][9][9];
        image[0][0][0] = Float.POSITIVE_INFINITY;
        int[][][] label = new int[2][9][9];
        label[0][0][0] = 4;
        files.network(network(3, "1,3,3")).with("out_type = semantic\ntrain_range = 1-2")
                .data(data("", "") + """
                        [image2]
                        fnames = small.h5
                        pp_types = none
                        [sample2]
                        input = 2
                        output = 1
                        """)
                .volume("image.h5", image).volume("label.h5", label).volume("small.h5", new int[2][3][3]);
        assertReports("data.spec:1: ", "NaN or infinity", "data.spec:5: ", "class 4", "data.spec:12: [image2] (2,3,3)");
        assertEquals(3, files.errors(MEMORY).lines().count());
    }

    private void assertReports(String... parts) {
        String errors = files.errors(MEMORY);
        for (String part : parts) {
            assertTrue(errors.contains(part), errors);
        }
    }
}
