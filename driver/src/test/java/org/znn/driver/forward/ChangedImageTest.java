package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnInProcess;

/** Blocks of an image and of another one that takes its place never get into one output. */
class ChangedImageTest {

    private static final int BLOCKS = 5;
    private static final Map<String, String> SETTINGS = Map.of("spark.znn.output.tiff", "no");

    @TempDir
    private Path folder;
    private NoiseJob job;
    private Path image;
    private Path other;

    @BeforeEach
    void createJob() throws Exception {
        Vec3 size = new Vec3(3 * BLOCKS, 96, 96);
        job = new NoiseJob(folder.resolve("job"), SmallNetworks.HEAVY, 11).image("input", new NoiseImage(size, 1));
        job.set("forward_outsz", "3,96,96").set("is_bd_mirror", "yes").set("num_threads", "1");
        image = job.files().file("input-0.h5");
        other = new NoiseImage(size, 2).write(folder.resolve("other.h5"));
        assertEquals(Files.size(image), Files.size(other));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(image));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overwritten in place", "replaced", "removed"})
    void refusesAnImageThatChangesBetweenTwoBlocks(String how) throws Exception {
        Path original = Files.copy(image, folder.resolve("original.h5"), StandardCopyOption.COPY_ATTRIBUTES);
        CompletableFuture<Void> exchange = CompletableFuture.runAsync(() -> {
            try {
                while (job.partFiles().isEmpty()) {
                    Thread.sleep(2);
                }
                exchange(how, other);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        CommandResult result = run();
        exchange.join();
        assertEquals(1, result.exit(), result::all);
        assertTrue(result.err().contains(image + " has changed since the job was planned: "
                + change(how)), result::all);
        assertTrue(result.err().contains("; the outputs were not written; restore the image and start the job again, or"
                + " delete " + job.parts() + " to start anew"), result::all);
        assertFalse(Files.exists(job.output("output")));
        int kept = job.partFiles().size();
        assertTrue(kept >= 1 && kept < BLOCKS, kept + " parts");

        CommandResult again = run();
        assertEquals(2, again.exit(), again::all);
        exchange("replaced", original);
        CommandResult resumed = run();
        resumed.assertSuccess();
        assertTrue(resumed.err().contains("reusing " + kept + " of " + BLOCKS + " blocks"), resumed::all);
        VolumeAssert.assertSameBits(WholeImageReference.of(job, Precision.FLOAT32, true, false).get("output"),
                job.result("output", Precision.FLOAT32), "output");
    }

    @Test
    void refusesToResumeWithAnotherImageOfEqualSizeAndTime() throws Exception {
        interrupt();
        exchange("replaced", other);
        CommandResult result = run();
        assertEquals(2, result.exit(), result::all);
        assertTrue(result.err().contains("contains blocks of a different job, which differs in image of input: its"
                + " content changed; "), result::all);
        assertFalse(Files.exists(job.output("output")));
    }

    @Test
    void resumesWithACopyOfTheImageAtAnotherTime() throws Exception {
        interrupt();
        Path copy = Files.copy(image, folder.resolve("copy.h5"));
        Files.setLastModifiedTime(copy, FileTime.fromMillis(5));
        Files.move(copy, image, StandardCopyOption.REPLACE_EXISTING);
        CommandResult result = run();
        result.assertSuccess();
        assertTrue(result.err().contains("reusing " + (BLOCKS - 1) + " of " + BLOCKS + " blocks"), result::all);
    }

    /** Returns what is said of an image; one that is overwritten may be read before its time is restored. */
    private static String change(String how) {
        return switch (how) {
            case "removed" -> "it was removed";
            case "replaced" -> "its content changed, although its time is still ";
            default -> "its content changed";
        };
    }

    private CommandResult run() {
        return ZnnInProcess.run(1, SETTINGS, "forward", "-c", job.job());
    }

    /** Leaves all parts but one, as a job that was killed does. */
    private void interrupt() throws Exception {
        ZnnInProcess.run(1, Map.of("spark.znn.output.tiff", "no", "spark.znn.parts.keep", "yes"), "forward", "-c",
                job.job()).assertSuccess();
        Files.delete(job.output("output"));
        Files.delete(job.output("output").resolveSibling("out_sample1.png"));
        Files.delete(job.partFiles().get(BLOCKS - 1));
    }

    /** Puts another image in the place of the image, with its size and time. */
    private void exchange(String how, Path by) throws Exception {
        FileTime time = Files.getLastModifiedTime(by);
        switch (how) {
            case "overwritten in place" -> {
                Files.write(image, Files.readAllBytes(by), StandardOpenOption.WRITE);
                Files.setLastModifiedTime(image, time);
            }
            case "replaced" -> {
                Path copy = Files.copy(by, folder.resolve("new.h5"), StandardCopyOption.COPY_ATTRIBUTES);
                Files.move(copy, image, StandardCopyOption.ATOMIC_MOVE);
            }
            default -> Files.delete(image);
        }
    }
}
