package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.driver.ZnnProcess;
import org.znn.driver.forward.ZnnInProcess;

/** Executors in processes of their own, and processes that are killed: the bytes are those of one JVM. */
class LocalClusterTest {

    private static final String CLUSTER = "local-cluster[2,1,2048]";

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
        ZnnProcess.Result result = new ZnnProcess(job.path()).spark("spark.master", CLUSTER)
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
        ZnnProcess znn = new ZnnProcess(job.path()).spark("spark.master", CLUSTER);
        Process process = znn.start("train", "-c", job.job());
        await(process, znn, job.file("_50.h5"));
        // Nothing but executors has the driver of a local cluster as its parent.
        List<ProcessHandle> executors = process.descendants().toList();
        assertEquals(2, executors.size(), executors::toString);
        executors.get(0).destroyForcibly();
        ZnnProcess.Result result = znn.finish(process);
        assertEquals(0, result.exit(), result::all);
        assertSame(job);
    }

    @Tag("slow")
    @Test
    void aDriverKilledInTheMiddle() throws Exception {
        longer(expected);
        inOneJvm();
        TrainFolder job = longer(job("job"));
        ZnnProcess znn = new ZnnProcess(job.path()).spark("spark.master", "local[2]");
        Process process = znn.start("train", "-c", job.job());
        await(process, znn, job.file("_100.h5"));
        process.destroyForcibly().waitFor();
        assertTrue(Files.notExists(job.file("_400.h5")));
        ZnnProcess.Result again = znn.run("train", "-c", job.job());
        assertEquals(0, again.exit(), again::all);
        assertTrue(again.err().contains("goes on from " + job.file("_current.h5") + " after step "), again::all);
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

    private static void await(Process process, ZnnProcess znn, Path file) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (Files.notExists(file)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                fail("there is no " + file + ": " + znn.finish(process).all());
            }
            Thread.sleep(2);
        }
    }
}
