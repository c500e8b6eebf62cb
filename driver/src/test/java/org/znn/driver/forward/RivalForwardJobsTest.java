package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.RivalJobs;
import org.znn.driver.ZnnInProcess;

/** Of two forward jobs with one output, started at the same moment, one wins and the other is refused. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the jobs are stopped and continued by POSIX signals")
class RivalForwardJobsTest {

    private static final int ROUNDS = 20;

    @TempDir
    private Path folder;
    private NoiseJob job;

    @BeforeEach
    void createJobs() throws Exception {
        job = new NoiseJob(folder.resolve("job"), SmallNetworks.SMALL_POOLED, 11).image("input",
                new NoiseImage(new Vec3(6, 40, 40), 1));
        job.set("output_prefix", folder.resolve("out/net").toString()).set("forward_outsz", "2,20,20");
        job.files().drawWeights("other.h5", 12);
        job.files().write("other.cfg", Files.readString(Path.of(job.job())).replace("net.h5", "other.h5"));
    }

    @Test
    void oneOfTwoDifferentJobsWins() throws Exception {
        compete(rivals(), job.files().file("other.cfg").toString(), 1);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"job.cfg", "other.cfg"})
    void oneOfTwoJobsWinsAlways(String rival) throws Exception {
        compete(rivals(), job.files().file(rival).toString(), ROUNDS);
    }

    @Test
    void secondJobIsRefusedWhereverItsPartsAre() throws Exception {
        compete(rivals().sparkOfSecond("spark.znn.parts.folder", folder + "/elsewhere"), job.job(), 1);
    }

    private RivalJobs rivals() throws IOException {
        return new RivalJobs(folder, Storages.standard().of(folder.toString()), folder + "/out/net_sample1");
    }

    private void compete(RivalJobs rivals, String rival, int rounds) throws Exception {
        List<String> jobs = List.of(job.job(), rival);
        Volume[] expected = {solo(jobs.get(0)), solo(rival)};
        List<String> files = names();
        clear();
        for (int round = 0; round < rounds; round++) {
            int winner = rivals.run(new String[] {"forward", "-c", jobs.get(0)}, new String[] {"forward", "-c", rival});
            VolumeAssert.assertSameBits(expected[winner], job.result("output", Precision.FLOAT32), "round " + round);
            assertEquals(files, names());
            clear();
        }
    }

    private Volume solo(String config) throws IOException {
        clear();
        ZnnInProcess.run(2, Map.of(), "forward", "-c", config).assertSuccess();
        return job.result("output", Precision.FLOAT32);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void clear() throws IOException {
        if (Files.exists(folder.resolve("out"))) {
            for (String name : names()) {
                Files.delete(folder.resolve("out").resolve(name));
            }
        }
    }
}
