package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnProcess;

/** Processes that are killed during a job do not change its result. */
class KilledForwardTest {

    private static final int BLOCKS = 5;

    @TempDir
    private Path folder;
    private NoiseJob job;

    @BeforeEach
    void createLongJob() throws Exception {
        job = new NoiseJob(folder.resolve("job"), SmallNetworks.HEAVY, 11).image("input",
                new NoiseImage(new Vec3(3 * BLOCKS, 112, 112), 1));
        job.set("forward_outsz", "3,112,112").set("is_bd_mirror", "yes").set("num_threads", "1");
    }

    @Test
    void resumesAfterTheDriverWasKilled() throws Exception {
        ZnnProcess znn = new ZnnProcess(folder).spark("spark.master", "local[1]");
        Process process = znn.start("forward", "-c", job.job());
        awaitParts(process, znn);
        process.destroyForcibly().waitFor();
        assertFalse(Files.exists(job.output("output")));
        Map<Path, FileTime> finished = new TreeMap<>();
        for (Path part : job.partFiles()) {
            finished.put(part, Files.getLastModifiedTime(part));
        }
        assertTrue(finished.size() < BLOCKS, finished::toString);

        CommandResult again = znn.spark("spark.znn.parts.keep", "yes").run("forward", "-c", job.job());
        again.assertSuccess();
        assertTrue(again.err().contains("sample1: reusing " + finished.size() + " of " + BLOCKS + " blocks"),
                again::all);
        assertEquals(BLOCKS, job.partFiles().size());
        for (Map.Entry<Path, FileTime> part : finished.entrySet()) {
            assertEquals(part.getValue(), Files.getLastModifiedTime(part.getKey()), part.getKey()::toString);
        }
        assertResult();
    }

    @Test
    void completesAfterAnExecutorWasKilled() throws Exception {
        ZnnProcess znn = new ZnnProcess(folder).spark("spark.master", "local-cluster[2,1,2048]");
        Process process = znn.start("forward", "-c", job.job());
        awaitParts(process, znn);
        ZnnProcess.killExecutor(process);
        CommandResult result = znn.finish(process);
        result.assertSuccess();
        assertResult();
        assertFalse(Files.exists(job.parts()));
    }

    private void awaitParts(Process process, ZnnProcess znn) throws Exception {
        znn.await(process, "a committed block", () -> !job.partFiles().isEmpty());
    }

    private void assertResult() throws IOException {
        VolumeAssert.assertSameBits(WholeImageReference.of(job, Precision.FLOAT32, true, false).get("output"),
                job.result("output", Precision.FLOAT32), "output");
        try (Stream<Path> files = Files.list(job.output("output").getParent())) {
            assertEquals(List.of(), files.filter(f -> f.toString().endsWith(".pending")).toList());
        }
    }
}
