package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.MiniHdfs;
import org.znn.common.geometry.Box;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.RivalJobs;
import org.znn.driver.ZnnInProcess;
import org.znn.driver.ZnnProcess;

/** Jobs of which every file is on HDFS write what they write on a local disk. */
@Tag("slow")
class HdfsJobsTest {

    private static final int ROUNDS = 20;

    @TempDir
    private static Path folder;
    private static MiniHdfs hdfs;

    @BeforeAll
    static void start() throws Exception {
        hdfs = MiniHdfs.start(folder);
    }

    @AfterAll
    static void stop() {
        hdfs.close();
    }

    /** HDF5 outputs also name the files they were computed from, which differ. */
    @Test
    void forwardWritesTheSameBytes() throws Exception {
        JobFolder local = forwardJob("forward-local", "");
        run("forward", "-c", local.job());
        JobFolder remote = forwardJob("forward-hdfs", hdfs.uri(""));
        hdfs.upload(remote.path());
        CommandResult result = run("forward", "-c", hdfs.uri(remote.job()));
        assertFalse(result.err().contains("warning"), result::all);
        List<String> names = names(local.file("out"));
        assertTrue(names.contains("net_sample1_output.h5") && names.contains("net_sample1.png"), names::toString);
        assertEquals(names, hdfs.names(remote.file("out").toString()));
        for (String name : names) {
            String written = remote.file("out/" + name).toString();
            if (name.endsWith(".h5")) {
                assertArrayEquals(voxels(local.file("out/" + name).toString()), voxels(hdfs.uri(written)), name);
            } else {
                assertArrayEquals(Files.readAllBytes(local.file("out/" + name)), hdfs.read(written), name);
            }
        }
    }

    /** With job file, network, data, seed, checkpoints, curve and log on HDFS. */
    @Test
    void killedTrainingResumesAndSavesTheSameBytes() throws Exception {
        JobFolder local = trainJob("train-local", "");
        run("train", "-c", local.job(), "-s", local.file("seed.h5").toString());
        JobFolder remote = trainJob("train-hdfs", hdfs.uri(""));
        hdfs.upload(remote.path());
        String[] command = {"train", "-c", hdfs.uri(remote.job()), "-s", hdfs.uri(remote.file("seed.h5").toString())};
        ZnnProcess znn = new ZnnProcess(folder.resolve("process"));
        Process process = znn.start(command);
        znn.awaitOutput(process, "update 40,");
        process.destroyForcibly();
        znn.finish(process);
        assertFalse(hdfs.names(remote.file("run").toString()).contains("net_150.h5"), "killed too late");
        CommandResult resumed = run(command);
        assertTrue(resumed.err().contains("resuming from " + hdfs.uri(remote.file("run/net_current.h5").toString())
                + " after step "), resumed::all);

        for (String name : List.of("net_init.h5", "net_150.h5", "net_current.h5")) {
            Path copy = Files.write(folder.resolve(name), hdfs.read(remote.file("run/" + name).toString()));
            SavedNetworkAssert.assertSame(local.file("run/" + name), copy);
        }
        assertArrayEquals(Files.readAllBytes(local.file("run/net_curve.csv")),
                hdfs.read(remote.file("run/net_curve.csv").toString()));
        List<String> names = hdfs.names(remote.file("run").toString());
        assertEquals(names(local.file("run")).stream().filter(n -> !n.contains("_train_")).toList(),
                names.stream().filter(n -> !n.contains("_train_")).toList());
        String log = names.stream().filter(n -> n.endsWith(".log")).reduce((first, last) -> last).orElseThrow();
        String text = new String(hdfs.read(remote.file("run/" + log).toString()), StandardCharsets.UTF_8);
        assertTrue(text.contains("\nupdate 140,"), text);
    }

    /** Identical jobs, and jobs of other weights. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void oneOfTwoForwardJobsWins(int otherSeed) throws Exception {
        String name = "rival-forward" + otherSeed;
        JobFolder job = forwardJob(name, hdfs.uri(""));
        job.drawWeights("other.h5", otherSeed);
        job.write("other.cfg", Files.readString(Path.of(job.job())).replace("weights.h5", "other.h5"));
        hdfs.upload(job.path());
        List<float[]> expected = new ArrayList<>();
        for (String weights : List.of("weights.h5", "other.h5")) {
            JobFolder alone = forwardJob(name + "-alone", "");
            Files.copy(job.file(weights), alone.file("weights.h5"), StandardCopyOption.REPLACE_EXISTING);
            run("forward", "--overwrite", "-c", alone.job());
            expected.add(voxels(alone.file("out/net_sample1_output.h5").toString()));
        }
        compete(job, "forward", "out/net_sample1", (winner, names) -> {
            String output = job.file("out/net_sample1_output.h5").toString();
            assertArrayEquals(expected.get(winner), voxels(hdfs.uri(output)));
        });
    }

    /** Identical runs, and runs of other seeds. */
    @ParameterizedTest
    @ValueSource(ints = {7, 8})
    void oneOfTwoTrainingsWins(int otherSeed) throws Exception {
        String name = "rival-train" + otherSeed;
        List<JobFolder> alone = new ArrayList<>();
        for (int seed : new int[] {7, otherSeed}) {
            JobFolder job = TrainJobs.small(folder.resolve(name + "-alone" + alone.size()));
            run("train", "-c", job.set("seed", String.valueOf(seed)).job());
            alone.add(job);
        }
        JobFolder job = TrainJobs.small(folder.resolve(name));
        job.set("train_net_prefix", hdfs.uri("") + job.file("run/net"));
        job.write("other.cfg", Files.readString(Path.of(job.job())).replace("seed = 7", "seed = " + otherSeed));
        hdfs.upload(job.path());
        compete(job, "train", "run/net", (winner, names) -> {
            assertEquals(names(alone.get(winner).file("run")), names);
            Path copy = Files.write(folder.resolve("copy.h5"), hdfs.read(job.file("run/net_12.h5").toString()));
            SavedNetworkAssert.assertSame(alone.get(winner).file("run/net_12.h5"), copy);
        });
    }

    /** Compares the files of a round with those of the winner alone. */
    @FunctionalInterface
    private interface RoundCheck {

        void check(int winner, List<String> names) throws Exception;
    }

    /** Lets job.cfg and other.cfg of a folder compete for one output. */
    private static void compete(JobFolder job, String command, String output, RoundCheck check) throws Exception {
        String path = job.file(output).toString();
        Storage storage = Storages.standard().of(hdfs.uri(path));
        RivalJobs rivals = new RivalJobs(job.path(), storage, hdfs.uri(path));
        String outputs = Path.of(path).getParent().toString();
        for (int round = 0; round < ROUNDS; round++) {
            int winner = rivals.run(new String[] {command, "-c", hdfs.uri(job.job())},
                    new String[] {command, "-c", hdfs.uri(job.file("other.cfg").toString())});
            List<String> names = hdfs.names(outputs);
            assertEquals(List.of(), names.stream().filter(name -> name.startsWith(".")).toList());
            check.check(winner, names);
            storage.deleteFiles(hdfs.uri(outputs), names);
        }
    }

    /** Creates a job of which relative paths are resolved against the folder of the job file. */
    private static JobFolder forwardJob(String name, String fileSystem) throws Exception {
        JobFolder job = TrainJobs.small(folder.resolve(name)).setAll("""
                forward_range = 1
                forward_conv_mode = direct
                forward_net = weights.h5
                forward_outsz = 2,10,10
                """);
        job.drawWeights("weights.h5", 3);
        return job.set("output_prefix", fileSystem + job.file("out/net"));
    }

    private static JobFolder trainJob(String name, String fileSystem) throws Exception {
        JobFolder job = TrainJobs.small(folder.resolve(name)).setAll("""
                logging = yes
                max_iter = 150
                num_iter_per_save = 30
                num_iter_per_show = 20
                num_iter_per_test = 50
                num_iter_per_annealing = 40
                """);
        job.drawWeights("seed.h5", 3);
        return job.set("train_net_prefix", fileSystem + job.file("run/net"));
    }

    private static CommandResult run(String... command) {
        return ZnnInProcess.run(2, Map.of(), command).assertSuccess();
    }

    private static float[] voxels(String path) throws Exception {
        try (VolumeReader reader = VolumeReaders.open(path)) {
            return ((FloatVolume) reader.read(Box.ofSize(reader.info().size()), Precision.FLOAT32)).data();
        }
    }

    private static List<String> names(Path local) throws Exception {
        try (Stream<Path> files = Files.list(local)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
