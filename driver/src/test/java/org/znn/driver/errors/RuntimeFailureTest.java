package org.znn.driver.errors;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.hdf5.Hdf5VolumeSpec;
import org.znn.common.volume.hdf5.Hdf5VolumeWriter;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnProcess;

/** Failures that occur only while a job is running: plain messages, and no incomplete file under a final name. */
class RuntimeFailureTest {

    private static final String NODE = "out";

    @TempDir
    private Path folder;
    private JobFolder job;
    private Path disk;

    @BeforeEach
    void createJob() throws IOException {
        job = SmallForwardJob.create(Files.createDirectories(folder.resolve("job")));
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            call("umount", disk.toString());
        }
    }

    @Test
    void namesTheNonFiniteVoxel() throws Exception {
        for (String preprocessing : new String[] {"standard2D", "none"}) {
            job.write("data.spec", SmallForwardJob.DATA.replace("standard2D", preprocessing));
            float[][][] image = SmallForwardJob.image(6, 20, 20);
            image[3][7][11] = Float.NaN;
            job.volume("image.h5", image);
            job.set("output_prefix", job.file(preprocessing + "/out").toString());
            assertRefused(run(), 1, "failed: ", "image.h5 contains NaN at z,y,x = 3,7,11; replace such voxels by a grey"
                    + " value first");
        }
    }

    @Test
    void fullDiskDuringBlocksKeepsCommittedBlocks() throws Exception {
        writeNoiseImage();
        mount("size=2m");
        CommandResult first = new ZnnProcess(folder).spark("spark.znn.output.tiff", "no").run(arguments());
        assertRefused(first, 1, "warning: ", "job.cfg:12: results and their parts need up to ", "failed: block ",
                ".parts/", ": No space left on device; free some space and start the job again: finished work is kept");
        mount("remount,size=40m");
        CommandResult second = new ZnnProcess(folder).spark("spark.znn.output.tiff", "no").run(arguments());
        second.assertSuccess();
        assertTrue(second.err().contains(" blocks from an earlier run"), second.all());
    }

    @Test
    void fullDiskDuringStitchingKeepsAllBlocks() throws Exception {
        writeNoiseImage();
        mount("size=9m");
        assertRefused(run(), 1, "failed: ", job.output(NODE).getFileName().toString(), "No space left on device");
        mount("remount,size=40m");
        CommandResult second = run();
        second.assertSuccess();
        assertTrue(second.err().contains(" blocks from an earlier run"), second.all());
    }

    @Test
    void refusesADiskThatIsCertainlyTooSmallBeforeComputing() throws Exception {
        writeNoiseImage();
        mount("size=2m");
        assertRefused(run(), 2, "job.cfg:12: results and their parts need at least ", ", which has only ", " free; free"
                + " some space, choose another output_prefix, or set znn.output.tiff to no");
    }

    @Test
    void refusesReadOnlyDiskBeforeComputing() throws Exception {
        mount("size=2m,ro");
        assertRefused(run(), 2, "job.cfg:12: the folder ", " cannot be written: ", " lies on a file system that is"
                + " mounted read-only; choose another output_prefix");
    }

    @Test
    void driverWithTooLittleMemoryNamesTheOption() throws Exception {
        assertRefused(new ZnnProcess(folder).jvm("-Xmx200m").run(arguments()), 2, "Spark: ", "--driver-memory");
    }

    @Test
    void executorWithTooLittleMemoryNamesTheOption() throws Exception {
        assertRefused(new ZnnProcess(folder).spark("spark.master", "local-cluster[1,1,200]")
                .spark("spark.executor.memory", "200m").run(arguments()), 2, "Spark: ", "--executor-memory");
    }

    @Test
    void reportsExecutorOutOfMemory() throws Exception {
        Vec3 section = new Vec3(1, 15_000, 15_000);
        Files.delete(job.file("image.h5"));
        Hdf5VolumeSpec spec = Hdf5VolumeSpec.plain(section.with(0, 2), section, ElementType.UINT8, 1);
        // Both chunks are the same bytes, encoded once: this JVM has little more memory than a chunk needs.
        byte[] chunk = spec.encoder().encode(new byte[Math.toIntExact(section.product())]);
        try (OutputStream file = Files.newOutputStream(job.file("image.h5"))) {
            Hdf5VolumeWriter writer = new Hdf5VolumeWriter(file, spec, 2L * chunk.length);
            for (int z = 0; z < 2; z++) {
                writer.writeChunk(0, new Vec3(z, 0, 0), chunk);
            }
            writer.finish();
        }
        job.write("data.spec", SmallForwardJob.DATA.replace("standard2D", "none"));
        assertRefused(new ZnnProcess(folder).jvm("-Xmx480m").run(arguments()), 1, "failed: ",
                " failed on executor driver: out of memory; give executors more memory (--executor-memory; "
                + "--driver-memory in local mode), or choose a smaller forward_outsz");
    }

    @Test
    void terminationLeavesPartsAndNoIncompleteFile() throws Exception {
        writeNoiseImage();
        job.set("forward_outsz", "1,4,4");
        ZnnProcess znn = new ZnnProcess(folder).spark("spark.master", "local[1]");
        Process process = znn.start(arguments());
        znn.await(process, "a committed block", () -> !job.partFiles(NODE).isEmpty());
        process.destroy();
        CommandResult result = znn.finish(process);
        result.assertMessages(143, "stopped; finished work is kept for the next run");
        assertFalse(job.partFiles(NODE).isEmpty(), result.all());
        assertFalse(Files.exists(job.output(NODE)), result.all());
    }

    private void writeNoiseImage() throws IOException {
        Random random = new Random(5);
        float[][][] image = new float[21][200][200];
        for (float[][] section : image) {
            for (float[] row : section) {
                for (int x = 0; x < row.length; x++) {
                    row[x] = random.nextFloat();
                }
            }
        }
        job.volume("image.h5", image);
        job.set("forward_outsz", "2,100,100");
    }

    private String[] arguments() {
        return new String[] {"forward", "-c", job.job()};
    }

    private CommandResult run() throws Exception {
        return new ZnnProcess(folder).run(arguments());
    }

    private void assertRefused(CommandResult result, int exit, String... fragments) {
        result.assertMessages(exit, fragments);
        assertFalse(Files.exists(job.output(NODE)), result.all());
    }

    /** Mounts a small disk for the results; skips the test if the user lacks the permission. */
    private void mount(String options) throws Exception {
        Path target = Files.createDirectories(folder.resolve("disk"));
        int status = call("mount", "-t", "tmpfs", "-o", options, "tmpfs", target.toString());
        assumeTrue(status == 0, "no permission to mount a disk");
        disk = target;
        job.set("output_prefix", target.resolve("out").toString());
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
