package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.driver.ZnnProcess;
import org.znn.driver.forward.ZnnInProcess;

/** Executors in processes of their own, and processes that are killed: the bytes are those of one JVM. */
class LocalClusterTest {

    @TempDir
    private Path folder;
    private TrainFolder expected;

    @BeforeEach
    void aRunInOneJvm() throws Exception {
        expected = job("expected");
    }

    @Test
    void twoExecutors() throws Exception {
        inOneJvm();
        TrainFolder job = job("job");
        ZnnProcess.Result result = new ZnnProcess(job.path()).spark("spark.master", KilledTraining.CLUSTER)
                .run("train", "-c", job.job());
        assertEquals(0, result.exit(), result::all);
        assertEquals("", result.err().lines().filter(l -> l.contains("\tat ") || l.contains("Exception"))
                .findFirst().orElse(""), result::all);
        assertSame(job);
    }

    @Tag("slow")
    @Test
    void anExecutorKilledInTheMiddle() throws Exception {
        longer(expected);
        inOneJvm();
        TrainFolder job = longer(job("job"));
        KilledTraining.executor(job, 60);
        assertSame(job);
    }

    @Tag("slow")
    @Test
    void aDriverKilledInTheMiddle() throws Exception {
        longer(expected);
        inOneJvm();
        TrainFolder job = longer(job("job"));
        KilledTraining.driver(job, "local[2]", 120);
        assertSame(job);
    }

    private TrainFolder job(String name) throws Exception {
        return new TrainFolder(folder.resolve(name));
    }

    private static TrainFolder longer(TrainFolder job) {
        return job.set("max_iter", "400").set("num_iter_per_save", "50").set("num_iter_per_show", "60")
                .set("num_iter_per_test", "90").set("num_iter_per_annealing", "40");
    }

    private void inOneJvm() throws Exception {
        ZnnProcess.Result here = ZnnInProcess.run(1, Map.of(), "train", "-c", expected.job());
        assertEquals(0, here.exit(), here::all);
    }

    private void assertSame(TrainFolder job) throws Exception {
        SameTraining.assertSame(expected.file("_init.h5"), job.file("_init.h5"));
        SameTraining.assertSame(expected.file("_current.h5"), job.file("_current.h5"));
        assertEquals(Files.readString(expected.file("_curve.csv")), Files.readString(job.file("_curve.csv")));
    }
}
