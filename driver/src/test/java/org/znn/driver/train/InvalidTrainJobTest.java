package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;
import org.znn.driver.cli.Program;

/** Invalid training jobs are refused before Spark starts, with all errors reported together in plain messages. */
class InvalidTrainJobTest {

    @TempDir
    private Path folder;
    private JobFolder job;

    @BeforeEach
    void createJob() throws Exception {
        job = TrainJobs.small(folder);
    }

    @Test
    void reportsAllErrorsOfTheJobFile() throws Exception {
        job.set("eta", "-1").set("batch", "0").set("anneal_factor", "2").set("train_outs", "1,2,3")
                .set("num_iter_per_save", "12").set("out_type", "boundry").without("train_range");
        assertRefused(List.of(), "'train_outs' is not a key", "'out_type = boundry' is not legal",
                "'train_range' is missing", "'batch = 0' is not legal", "'eta = -1' is not legal",
                "'anneal_factor = 2' is not legal", "'max_iter = 12' is not legal");
    }

    @Test
    void reportsErrorsInDataAndFilesTogether() throws Exception {
        Files.writeString(folder.resolve("file"), "in the way");
        job.set("train_net_prefix", folder.resolve("file/net").toString()).set("test_range", "3");
        Files.delete(folder.resolve("label1.h5"));
        assertRefused(List.of("-s", folder.resolve("gone.h5").toString()), "is a file", "label1.h5",
                "there is no [sample3]", "gone.h5");
    }

    @Test
    void refusesToRemoveOrReplaceDataOfTheJob() throws Exception {
        job.set("train_net_prefix", folder.resolve("net").toString());
        for (String name : List.of("net_20.h5", "net_init.h5", "net_7.h5")) {
            Path label = folder.resolve(name);
            Files.move(folder.resolve("label1.h5"), label);
            String spec = Files.readString(folder.resolve("data.spec"));
            job.write("data.spec", spec.replace("label1.h5", label.toString()));
            for (List<String> options : List.of(List.<String>of(), List.of("--overwrite"))) {
                assertRefused(options, "job.cfg:", label + " would be overwritten or removed, but the job reads it;"
                        + " choose another train_net_prefix");
            }
            job.write("data.spec", spec);
            Files.move(label, folder.resolve("label1.h5"));
        }
    }

    @Test
    void refusesAPatchLargerThanTheImage() throws Exception {
        job.set("train_outsz", "9,12,12");
        assertRefused(List.of(), "train_outsz");
    }

    @Test
    void refusesAPatchLargerThanTheMemory() throws Exception {
        job.set("train_outsz", "1,9000,9000");
        assertRefused(Map.of("spark.znn.memory.share", "0.1"), List.of(), "job.cfg:", "train_outsz",
                "but an executor has only", "fits");
    }

    @Test
    void refusesAPatchLargerThanAnArray() throws Exception {
        job.set("train_outsz", "50,9000,9000");
        assertRefused(List.of(), "job.cfg:", "is too large: 'input' with 1 maps of 50,9007,9007 voxels needs an array"
                + " of more than 2^31 - 9 elements; train_outsz = ", "fits");
    }

    @Test
    void refusesInvalidOptions() throws Exception {
        assertRefused(List.of("-d", "int8"), "'dtype = int8' is not legal");
        assertRefused(List.of("-k", "perhaps"), "'is_check = perhaps' is not legal");
    }

    @Test
    void refusesFileSystemsThatAreNotAvailable() throws Exception {
        job.set("train_net_prefix", "nosuch://host/net");
        assertRefused(List.of("-s", "other://host/net.h5"), "job.cfg:", "nosuch://host/net cannot be written: ");
        job.set("train_net_prefix", folder.resolve("run/net").toString());
        assertRefused(List.of("-s", "other://host/net.h5"), "other://host/net.h5: cannot be read");
    }

    @Test
    void refusesTwoNetworksToStartFrom() throws Exception {
        assertRefused(List.of("-s", "a.h5", "--resume", "b.h5"), "command line: -s and --resume exclude each other");
    }

    /** Asserts messages in any order. */
    private void assertRefused(List<String> options, String... fragments) throws Exception {
        assertRefused(Map.of(), options, fragments);
    }

    private void assertRefused(Map<String, String> properties, List<String> options, String... fragments)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of("train", "-c", job.job()));
        arguments.addAll(options);
        CommandResult result = ZnnInProcess.run(1, properties, arguments.toArray(String[]::new));
        assertEquals("", result.out());
        for (String fragment : fragments) {
            result.assertMessages(Program.EXIT_USER_ERROR, fragment);
        }
        assertFalse(Files.exists(folder.resolve("run")), "nothing is written");
    }
}
