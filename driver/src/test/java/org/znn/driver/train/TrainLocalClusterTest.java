package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;
import org.znn.driver.ZnnProcess;

/** Training on separate executors and with killed processes saves the same bytes as in one JVM. */
class TrainLocalClusterTest {

    @TempDir
    private Path folder;
    private JobFolder expected;

    @BeforeEach
    void createExpectedJob() throws Exception {
        expected = job("expected");
    }

    @Test
    void twoExecutorsSaveTheSameBytes() throws Exception {
        trainInOneJvm();
        JobFolder job = job("job");
        CommandResult result = new ZnnProcess(job.path()).spark("spark.master", KilledTraining.CLUSTER)
                .run("train", "-c", job.job());
        result.assertSuccess();
        assertEquals("", result.err().lines().filter(l -> l.contains("\tat ") || l.contains("Exception"))
                .findFirst().orElse(""), result::all);
        assertSame(job);
    }

    @Tag("slow")
    @Test
    void completesAfterAnExecutorWasKilled() throws Exception {
        withMoreSteps(expected);
        trainInOneJvm();
        JobFolder job = withMoreSteps(job("job"));
        KilledTraining.withExecutorKilled(job, 60);
        assertSame(job);
    }

    @Tag("slow")
    @Test
    void resumesAfterTheDriverWasKilled() throws Exception {
        withMoreSteps(expected);
        trainInOneJvm();
        JobFolder job = withMoreSteps(job("job"));
        KilledTraining.withDriverKilled(job, "local[2]", 120);
        assertSame(job);
    }

    private JobFolder job(String name) throws Exception {
        return TrainJobs.small(folder.resolve(name));
    }

    private static JobFolder withMoreSteps(JobFolder job) {
        return job.set("max_iter", "400").set("num_iter_per_save", "50").set("num_iter_per_show", "60")
                .set("num_iter_per_test", "90").set("num_iter_per_annealing", "40");
    }

    private void trainInOneJvm() throws Exception {
        CommandResult result = ZnnInProcess.run(1, Map.of(), "train", "-c", expected.job());
        result.assertSuccess();
    }

    private void assertSame(JobFolder job) throws Exception {
        SavedNetworkAssert.assertSame(expected.trained("_init.h5"), job.trained("_init.h5"));
        SavedNetworkAssert.assertSame(expected.trained("_current.h5"), job.trained("_current.h5"));
        assertEquals(Files.readString(expected.trained("_curve.csv")), Files.readString(job.trained("_curve.csv")));
    }
}
