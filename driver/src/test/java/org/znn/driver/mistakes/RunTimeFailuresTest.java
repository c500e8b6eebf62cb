package org.znn.driver.mistakes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.hdf5.Hdf5PlaneWriter;
import org.znn.common.volume.hdf5.Hdf5VolumeSpec;
import org.znn.driver.ZnnProcess;

/** What can go wrong only while a job runs: told plainly, with nothing half under a final name. */
class RunTimeFailuresTest {

    private static final String RESULT = "out_sample1_out.h5";

    @TempDir
    private Path folder;
    private JobFolder job;
    private Path disk;

    @BeforeEach
    void write() throws IOException {
        job = new JobFolder(Files.createDirectories(folder.resolve("job")));
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            call("umount", disk.toString());
        }
    }

    @Test
    void aVoxelThatIsNoNumberIsNamed() throws Exception {
        for (String way : new String[] {"standard2D", "none"}) {
            job.write("data.spec", JobFolder.DATA.replace("standard2D", way));
            float[][][] image = JobFolder.image(6, 20, 20);
            image[3][7][11] = Float.NaN;
            job.image("image.h5", image);
            job.set("output_prefix", job.file(way + "/out").toString());
            refused(run(), 1, "failed: ", "image.h5 holds NaN at z,y,x = 3,7,11; replace such voxels by a grey value "
                    + "first");
        }
    }

    @Test
    void aFullDiskDuringTheBlocksKeepsWhatIsDone() throws Exception {
        noise();
        mount("size=2m");
        ZnnProcess.Result first = run();
        refused(first, 1, "warning: ", "job.cfg:12: results and their parts take up to ", "failed: block ", ".parts/",
                ": No space left on device; make room and start the job again: what is done is kept");
        mount("remount,size=40m");
        ZnnProcess.Result second = run();
        assertEquals(0, second.exit(), second.all());
        assertTrue(second.err().contains("blocks are there from an earlier run"), second.all());
    }

    @Test
    void aFullDiskDuringTheStitchingKeepsAllBlocks() throws Exception {
        noise();
        mount("size=9m");
        refused(run(), 1, "failed: ", RESULT, "No space left on device");
        mount("remount,size=40m");
        ZnnProcess.Result second = run();
        assertEquals(0, second.exit(), second.all());
        assertTrue(second.err().contains(" blocks are there from an earlier run"), second.all());
    }

    @Test
    void aReadOnlyDiskIsToldBeforeAnythingIsComputed() throws Exception {
        mount("size=2m,ro");
        refused(run(), 2, "job.cfg:12: the folder ", " cannot be written: ", " is read-only; choose another "
                + "output_prefix");
    }

    @Test
    void aDriverWithTooLittleMemorySaysHowToGiveMore() throws Exception {
        refused(new ZnnProcess(folder).jvm("-Xmx200m").run(arguments()), 2, "Spark: ", "--driver-memory");
    }

    @Test
    void anExecutorWithTooLittleMemorySaysHowToGiveMore() throws Exception {
        refused(new ZnnProcess(folder).spark("spark.master", "local-cluster[1,1,200]")
                .spark("spark.executor.memory", "200m").run(arguments()), 2, "Spark: ", "--executor-memory");
    }

    @Test
    void anExecutorOutOfMemoryIsNamedAsThat() throws Exception {
        Vec3 section = new Vec3(1, 15_000, 15_000);
        Files.delete(job.file("image.h5"));
        Hdf5VolumeSpec spec = Hdf5VolumeSpec.plain(section.with(0, 2), section, ElementType.UINT8, 1);
        try (Hdf5PlaneWriter writer = new Hdf5PlaneWriter(job.file("image.h5"), spec)) {
            byte[] voxels = new byte[225_000_000];
            writer.write(voxels, 0);
            writer.write(voxels, 0);
            writer.finish();
        }
        job.write("data.spec", JobFolder.DATA.replace("standard2D", "none"));
        refused(new ZnnProcess(folder).jvm("-Xmx480m").run(arguments()), 1, "failed: ", " failed on executor driver: "
                + "out of memory; give executors more memory (--executor-memory, or --driver-memory without a "
                + "cluster), or choose a smaller forward_outsz");
    }

    @Test
    void aStopFromOutsideLeavesPartsAndNoHalfFile() throws Exception {
        noise();
        job.set("forward_outsz", "1,4,4");
        ZnnProcess znn = new ZnnProcess(folder).spark("spark.master", "local[1]");
        Process process = znn.start(arguments());
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (process.isAlive() && parts() == 0 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        process.destroy();
        ZnnProcess.Result result = znn.finish(process);
        assertEquals(143, result.exit(), result.all());
        assertTrue(parts() > 0, result.all());
        assertFalse(Files.exists(output(RESULT)), result.all());
    }

    private void noise() throws IOException {
        Random random = new Random(5);
        float[][][] image = new float[21][200][200];
        for (float[][] section : image) {
            for (float[] row : section) {
                for (int x = 0; x < row.length; x++) {
                    row[x] = random.nextFloat();
                }
            }
        }
        job.image("image.h5", image);
        job.set("forward_outsz", "2,100,100");
    }

    private String[] arguments() {
        return new String[] {"forward", "-c", job.file("job.cfg").toString()};
    }

    private ZnnProcess.Result run() throws Exception {
        return new ZnnProcess(folder).run(arguments());
    }

    private Path output(String name) {
        return disk == null ? job.file(name) : disk.resolve(name);
    }

    private int parts() {
        String[] parts = output("out_sample1_out.parts").toFile().list((dir, name) -> name.endsWith(".part"));
        return parts == null ? 0 : parts.length;
    }

    private void refused(ZnnProcess.Result result, int exit, String... fragments) {
        JobFolder.assertPlain(new JobFolder.Outcome(result.exit(), result.out(), result.err()), exit, fragments);
        assertFalse(Files.exists(output(RESULT)), result.all());
    }

    /** A small disk for the results; a test is skipped where this user may not make one. */
    private void mount(String options) throws Exception {
        Path place = Files.createDirectories(folder.resolve("disk"));
        int made = call("mount", "-t", "tmpfs", "-o", options, "tmpfs", place.toString());
        assumeTrue(made == 0, "this user may not mount a disk of its own");
        disk = place;
        job.set("output_prefix", place.resolve("out").toString());
    }

    private static int call(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
