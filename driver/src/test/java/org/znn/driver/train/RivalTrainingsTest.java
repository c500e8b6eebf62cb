package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.JobFolder;
import org.znn.driver.RivalJobs;
import org.znn.driver.ZnnInProcess;

/** Of two trainings with one prefix, started at the same moment, one wins and the other is refused. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the jobs are stopped and continued by POSIX signals")
class RivalTrainingsTest {

    private static final int ROUNDS = 20;

    @TempDir
    private Path folder;

    @Test
    void oneOfTwoDifferentTrainingsWins() throws Exception {
        compete("8", 1);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"7", "8"})
    void oneOfTwoTrainingsWinsAlways(String seed) throws Exception {
        compete(seed, ROUNDS);
    }

    /** Lets a training with seed 7 compete with one of another seed. */
    private void compete(String seed, int rounds) throws Exception {
        List<JobFolder> alone = new ArrayList<>();
        for (String each : List.of("7", seed)) {
            JobFolder job = TrainJobs.small(folder.resolve("alone" + alone.size())).set("seed", each);
            ZnnInProcess.run(2, Map.of(), "train", "-c", job.job()).assertSuccess();
            alone.add(job);
        }
        Path run = folder.resolve("shared/net").getParent();
        List<String[]> commands = new ArrayList<>();
        for (JobFolder job : alone) {
            String config = Files.readString(Path.of(job.job())).replace(job.file("run/net").toString(), run + "/net");
            commands.add(new String[] {"train", "-c", job.write("shared.cfg", config).file("shared.cfg").toString()});
        }
        RivalJobs rivals = new RivalJobs(folder, Storages.standard().of(folder.toString()), run + "/net");
        for (int round = 0; round < rounds; round++) {
            Path expected = alone.get(rivals.run(commands.get(0), commands.get(1))).file("run");
            assertEquals(names(expected), names(run), "round " + round);
            for (String name : names(run)) {
                if (name.endsWith(".h5")) {
                    SavedNetworkAssert.assertSame(expected.resolve(name), run.resolve(name));
                } else {
                    assertArrayEquals(Files.readAllBytes(expected.resolve(name)), Files.readAllBytes(run.resolve(name)),
                            name);
                }
                Files.delete(run.resolve(name));
            }
        }
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
