package org.znn.driver.errors;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;

/** Outputs that cannot be written are refused before Spark starts, together with the mistakes of all files. */
class InvalidOutputsTest {

    /** What the longest name, that of a lease while it is written, holds besides the prefix. */
    private static final int LONGEST_ADDITION = ".._sample1.lease-999.01234567.pending".length();

    @TempDir
    private Path folder;
    private JobFolder job;

    @BeforeEach
    void createJob() throws IOException {
        job = SmallForwardJob.create(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o", "\u00e4"})
    void refusesNamesThatAreTooLongWhileTheyAreWritten(String letter) throws IOException {
        int letters = (255 - LONGEST_ADDITION) / letter.getBytes(StandardCharsets.UTF_8).length;
        String longest = letter.repeat(letters);
        job.set("output_prefix", job.file(longest + letter).toString());
        Refusal.assertRefused(job, "job.cfg:12: ", "gets too long a name: ",
                " bytes while it is written, more than the file system allows; choose another output_prefix");
        job.set("output_prefix", job.file(longest).toString());
        ZnnInProcess.run(Map.of(), "plan", "-c", job.job()).assertMessages(0);
    }

    @Test
    void refusesFoldersAndPathsThatAreTooLong() throws IOException {
        job.set("output_prefix", job.file("d".repeat(256) + "/out").toString());
        Refusal.assertRefused(job, "job.cfg:12: ", "gets too long a name: 256 bytes in the folder of its path");
        job.set("output_prefix", job.file("d/".repeat(2100) + "out").toString());
        Refusal.assertRefused(job, "job.cfg:12: ", "gets too long a path: ", " of 4095 at most");
    }

    @Test
    void refusesNamesOfTrainingThatAreTooLong() throws IOException {
        job.set("train_net_prefix", job.file("n".repeat(220)).toString()).set("train_range", "1")
                .set("test_range", "1");
        Refusal.assertRefused(job, Map.of(), List.of("train", "-c", job.job()), "gets too long a name: ",
                "choose another train_net_prefix");
    }

    @Test
    void refusesAFolderOfPartsThatCannotBeWritten() throws IOException {
        job.write("file", "in the way");
        Refusal.assertRefused(job, Map.of("spark.znn.parts.folder", job.file("file/parts").toString()),
                List.of("forward", "-c", job.job()), "--conf spark.znn.parts.folder: the folder ",
                "file is a file; choose another folder for znn.parts.folder");
    }

    /** The name of the folder also carries a digest of the output's path. */
    @Test
    void refusesAFileWhereThePartsOfASampleBelong() throws IOException {
        Map<String, String> elsewhere =
                Map.of("spark.znn.parts.folder", job.file("parts").toString(), "spark.znn.parts.keep", "yes");
        ZnnInProcess.run(1, elsewhere, "forward", "-c", job.job()).assertSuccess();
        Path parts = entries(job.file("parts")).get(0);
        for (Path part : entries(parts)) {
            Files.delete(part);
        }
        Files.delete(parts);
        Files.writeString(parts, "in the way");
        Refusal.assertRefused(job, elsewhere, List.of("forward", "--overwrite", "-c", job.job()),
                "--conf spark.znn.parts.folder: the folder " + parts + " cannot be written: a file has this name");
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "link"})
    void refusesToReplaceAnImageOfTheJob(String name) throws IOException {
        Path image = job.file("out_sample1_out_0.tif");
        Files.move(job.file("image.h5"), image);
        Files.createSymbolicLink(job.file("link"), image);
        Path read = name.equals("own") ? image : job.file("link");
        job.replaceLine("data.spec", "fnames = image.h5", "fnames = " + read);
        job.set("output_prefix", job.file("out").toString());
        for (List<String> options : List.of(List.<String>of(), List.of("--overwrite"))) {
            List<String> command = new ArrayList<>(List.of("forward", "-c", job.job()));
            command.addAll(options);
            Refusal.assertRefused(job, Map.of(), command, "job.cfg:12: " + image + " would be overwritten or removed,"
                    + " but the job reads it" + (name.equals("own") ? "" : " as " + read)
                    + "; choose another output_prefix");
        }
        assertTrue(Files.size(image) > 0);
    }

    @Test
    void refusesToReplaceTheWeightsOfTheJob() throws IOException {
        Path weights = Files.move(job.file("net.h5"), job.file("out_sample1_out.h5"));
        job.set("forward_net", weights.toString()).set("output_prefix", job.file("out").toString());
        Refusal.assertRefused(job, Map.of(), List.of("forward", "--overwrite", "-c", job.job()), "job.cfg:12: "
                + weights + " would be overwritten or removed, but the job reads it; choose another output_prefix");
    }

    @Test
    void reportsTheOutputWithTheMistakesOfAllOtherFiles() throws IOException {
        job.set("dtype", "int8").set("output_prefix", job.file("net.znn/out").toString());
        job.replaceLine("net.znn", "function tanh", "function than");
        job.replaceLine("data.spec", "input = 1", "input = image1");
        Files.delete(job.file("net.h5"));
        Refusal.assertRefused(job, "job.cfg:5: 'dtype = int8'", "net.znn:13: ", "net.h5: there is no such file",
                "data.spec:6: 'input = image1' is not legal", "job.cfg:12: the folder ");
    }

    @Test
    void checksTheSamplesOfABrokenNetwork() throws IOException {
        job.replaceLine("net.znn", "function tanh", "function than");
        Files.delete(job.file("image.h5"));
        job.set("forward_range", "1,3");
        Refusal.assertRefused(job, "net.znn:13: ", "data.spec:2: the file ", "image.h5 in fnames of [image1] does not"
                + " exist", "job.cfg:8: there is no [sample3]; defined samples: 1");
    }

    /** Without a range that can be read every sample is checked. */
    @Test
    void checksAllSamplesOfABrokenRange() throws IOException {
        job.write("data.spec", SmallForwardJob.DATA + "[sample3]\ninput = 7\n");
        job.set("forward_range", "3-1");
        Refusal.assertRefused(job, "job.cfg:8: 'forward_range = 3-1' is not legal", "data.spec:8: ", "[image7]");
    }

    @Test
    void checksTheWeightsAndImagesOfABrokenJobFile() throws IOException {
        job.set("dtype", "int8").write("image.h5", "no image");
        job.replaceLine("net.znn", "size 3", "size 4");
        Refusal.assertRefused(job, "job.cfg:5: ", "net.h5: ", "data.spec:1: ");
    }

    @Test
    void refusesTwoSectionsOfOneNumber() throws IOException {
        job.write("data.spec", SmallForwardJob.DATA + "[image01]\nfnames = image.h5\n");
        Refusal.assertRefused(job, "data.spec:7: [image01] has the same number as [image1] in ", "data.spec:1; give");
    }
}
