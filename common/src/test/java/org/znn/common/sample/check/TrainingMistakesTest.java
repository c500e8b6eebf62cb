package org.znn.common.sample.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.znn.common.sample.TrainingFiles.data;
import static org.znn.common.sample.TrainingFiles.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.sample.TrainingFiles;

/** Every mistake in the samples of a training job is told with its place and what would be right. */
class TrainingMistakesTest {

    private static final long MEMORY = 1L << 30;

    @TempDir
    private Path folder;
    private TrainingFiles files;

    @BeforeEach
    void aJobWithoutMistakes() {
        files = new TrainingFiles(folder).network(network(2, "1,3,3")).with("out_type = boundary")
                .with("train_outsz = 1,4,4").volume("image.h5", new int[2][9][9]).volume("label.h5", new int[2][9][9]);
    }

    @Test
    void none() {
        assertEquals("", files.mistakes(MEMORY));
    }

    @Test
    void anImageSmallerThanAPatch() {
        files.volume("image.h5", new int[2][5][9]);
        tells("data.spec:1: [image1] (2,5,9) of [sample1] is smaller than a patch: with train_outsz = 1,4,4 it takes"
                + " 1,6,6 voxels; the largest train_outsz that fits is 1,3,4");
    }

    @Test
    void anImageSmallerThanAPatchThatMustBeSquare() {
        files.with("is_data_aug = yes").volume("image.h5", new int[2][5][9]);
        tells("the largest train_outsz that fits is 1,3,3");
    }

    @Test
    void aLabelSmallerThanAPatch() {
        files.volume("label.h5", new int[2][9][3]);
        tells("data.spec:5: [label1] (2,9,3) of [sample1] is smaller than a patch: with train_outsz = 1,4,4 it takes"
                + " 1,4,4 voxels; the largest train_outsz that fits is 1,4,3");
    }

    @Test
    void anImageSmallerThanTheFieldOfView() {
        files.volume("image.h5", new int[2][2][9]);
        tells("take larger volumes: the network looks at 1,3,3 voxels around each output, or write is_bd_mirror = yes,"
                + " with which train_outsz = 1,2,4 fits");
    }

    /** Even fields of view look one voxel further behind: the last column of the label has no context. */
    @Test
    void volumesWithoutACommonPlaceAtTheirCentres() {
        files.network(network(2, "1,1,2")).with("train_outsz = 1,4,2").volume("image.h5", new int[2][9][3])
                .volume("label.h5", new int[2][9][2]);
        tells("data.spec:5: [sample1]: [image1] (2,9,3) and [label1] (2,9,2), aligned at their centres, have no place"
                + " for a patch of train_outsz = 1,4,2 in common; the largest train_outsz that fits is 1,4,1");
    }

    @Test
    void aMaskOfAnotherShape() {
        files.data(data("", "fmasks = mask.h5")).volume("mask.h5", new int[2][9][8]);
        tells("data.spec:5: the mask ", "mask.h5 has 2,9,8 voxels, the label ",
                "label.h5 2,9,9; a mask has the size of its label: make it 2,9,9");
    }

    /** Set only in a corner, which is no patch's centre. */
    @Test
    void aMaskThatLeavesNoLocation() {
        int[][][] mask = new int[2][9][9];
        mask[0][0][0] = 1;
        files.data(data("", "fmasks = mask.h5")).volume("mask.h5", mask);
        tells("data.spec:5: the mask ", "mask.h5 leaves no location: it is nowhere above 0 at the centre of one of the"
                + " 32 places where a patch of train_outsz = 1,4,4 fits in [sample1]; a mask is above 0 where");
    }

    @Test
    void aPatchThatIsNotSquareToBeTransposed() {
        files.with("train_outsz = 1,4,5\nis_data_aug = yes");
        tells("job.cfg:9: train_outsz = 1,4,5 is not square, but is_data_aug = yes exchanges y and x; choose y = x, as"
                + " in 1,4,4, or is_data_aug = no");
    }

    @Test
    void aNetworkThatIsNotSquareToBeTransposed() {
        files.network(network(2, "1,3,1")).with("is_data_aug = yes");
        tells("job.cfg:10: is_data_aug = yes exchanges y and x, but the network looks at 1,3,1 voxels of its input"
                + " 'input' around each output; write is_data_aug = no");
    }

    @Test
    void outputsOfTheWrongNumberOfChannels() {
        files.network(network(3, "1,3,3"));
        tells("net.znn:10: the output 'output' has 3 channels, but out_type = boundary takes 2: inside a cell, and"
                + " not; write 'size 2' there");
        files.network(network(1, "1,3,3")).with("out_type = affinity");
        tells("but out_type = affinity takes 3: along x, y and z; write 'size 3' there");
        files.with("out_type = semantic");
        tells("has 1 channel, but out_type = semantic takes one for each of at least 2 classes");
    }

    @Test
    void classesBeyondTheChannels() {
        int[][][] label = new int[2][9][9];
        label[1][2][3] = 3;
        label[1][2][4] = 6;
        files.network(network(3, "1,3,3")).with("out_type = semantic").volume("label.h5", label);
        tells("data.spec:5: ", "label.h5 holds the class 3 at z,y,x = 1,2,3, but the output 'output' has 3 channels,"
                + " for the classes 0 to 2; change the label, give the output 7 channels, or leave such voxels out");
        label[1][2][3] = -1;
        label[1][2][4] = 2;
        files.volume("label.h5", label);
        tells("holds the class -1 at z,y,x = 1,2,3", "0 to 2; change the label, or leave such voxels out by a mask");
    }

    @Test
    void classesBeyondTheChannelsMayBeMaskedOut() {
        int[][][] label = new int[2][9][9];
        int[][][] mask = new int[2][9][9];
        label[0][0][0] = 3;
        mask[1][4][4] = 1;
        files.network(network(3, "1,3,3")).with("out_type = semantic").data(data("", "fmasks = mask.h5"))
                .volume("label.h5", label).volume("mask.h5", mask);
        assertEquals("", files.mistakes(MEMORY));
    }

    @Test
    void imagesThatHoldNoNumber() {
        float[][][] image = new float[2][9][9];
        image[1][8][0] = Float.NaN;
        files.volume("image.h5", image);
        tells("data.spec:1: ", "image.h5 holds NaN or infinity at z,y,x = 1,8,0; replace such voxels by a grey value");
    }

    @Test
    void segmentsThatAreNotWholeNumbers() {
        float[][][] label = new float[2][9][9];
        label[0][1][0] = 0.5f;
        files.network(network(3, "1,3,3")).with("out_type = affinity").volume("label.h5", label);
        tells("data.spec:5: ", "label.h5", "ids must be whole numbers, but it holds 0.5");
    }

    @Test
    void filesOfDifferentSizeInOneImage() {
        files.network(network(2, "1,3,3").replaceFirst("size 1", "size 2"))
                .data(data("", "").replace("= image.h5", "= image.h5,\n  other.h5"))
                .volume("other.h5", new int[2][8][9]);
        tells("data.spec:1: ", "other.h5 has 2,8,9 voxels, ", "image.h5 2,9,9; files of one image must have one size;"
                + " is_auto_crop = yes crops them to 2,8,9");
    }

    @Test
    void anImageOfTheWrongNumberOfChannels() {
        files.volume("image.h5", new int[3][2][9][9]);
        tells("data.spec:1: [image1] has 3 channels, but the input 'input' of the network takes 1; list files of 1"
                + " channel in fnames");
    }

    @Test
    void aLabelOfSeveralChannels() {
        files.volume("label.h5", new int[2][2][9][9]);
        tells("data.spec:5: ", "label.h5 has 2 channels; a label is one channel of segment or class numbers");
    }

    @Test
    void whatDoesNotFitTheMemory() {
        assertTrue(files.mistakes(100).contains("job.cfg:7: the samples take 1 MB in every executor, which has 0 MB"));
    }

    @Test
    void aFileThatIsNoVolume() throws IOException {
        Files.writeString(folder.resolve("label.h5"), "no volume");
        tells("data.spec:5: ", "label.h5: it is neither HDF5 nor TIFF");
    }

    @Test
    void allAtOnce() {
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
        tells("data.spec:1: ", "NaN or infinity", "data.spec:5: ", "the class 4", "data.spec:12: [image2] (2,3,3)");
        assertEquals(3, files.mistakes(MEMORY).lines().count());
    }

    private void tells(String... parts) {
        String mistakes = files.mistakes(MEMORY);
        for (String part : parts) {
            assertTrue(mistakes.contains(part), mistakes);
        }
    }
}
