package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;

/** A run never goes on with other images, labels or masks than those with which it began. */
class ChangedInputsTest {

    @TempDir
    private Path folder;
    private JobFolder job;

    @BeforeEach
    void createJob() throws Exception {
        job = TrainJobs.small(folder).set("max_iter", "2").set("num_iter_per_save", "1");
        Files.copy(job.file("label1.h5"), job.file("mask1.h5"));
        Path spec = job.file("data.spec");
        Files.writeString(spec, Files.readString(spec).replace("fnames = label1.h5", "fnames = label1.h5\nfmasks ="
                + " mask1.h5"));
    }

    @Test
    void refusesToResumeWithAChangedInput() throws Exception {
        train().assertSuccess();
        job.set("max_iter", "4");
        for (String name : List.of("image1.h5", "label2.h5", "mask1.h5")) {
            Path original = Files.copy(job.file(name), folder.resolve("original"), StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING);
            flip(job.file(name));
            CommandResult result = train();
            assertEquals(2, result.exit(), result::all);
            assertTrue(result.err().contains(name + ": has changed since the run saved "), result::all);
            assertTrue(result.err().contains("_current.h5: its content changed; restore the file, or, to train on other"
                    + " data, give another train_net_prefix and start with the weights of this run, with -s"),
                    result::all);
            assertFalse(Files.exists(job.trained("_4.h5")));
            Files.move(original, job.file(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setLastModifiedTime(job.file("image1.h5"), FileTime.fromMillis(5));
        moveData();
        train().assertSuccess();
        assertTrue(Files.exists(job.trained("_4.h5")));
    }

    /** The run remembers roles, not paths. */
    private void moveData() throws Exception {
        Path spec = job.file("data.spec");
        String text = Files.readString(spec);
        for (String name : List.of("image1.h5", "label1.h5")) {
            Files.move(job.file(name), job.file("moved-" + name));
            text = text.replace(name, "moved-" + name);
        }
        Files.writeString(spec, text);
    }

    @Test
    void refusesToSaveAfterAnInputHasChanged() throws Exception {
        job.set("max_iter", "100000");
        CompletableFuture<Void> change = CompletableFuture.runAsync(() -> {
            try {
                while (!Files.exists(job.trained("_current.h5"))) {
                    Thread.sleep(2);
                }
                flip(job.file("label1.h5"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        CommandResult result = train();
        change.join();
        assertEquals(1, result.exit(), result::all);
        assertTrue(result.err().contains("label1.h5 has changed since the job was planned: its content changed,"
                + " although its time is still "), result::all);
        assertTrue(result.err().contains("restore the file and start the job again, which goes on from the last"
                + " checkpoint"), result::all);
    }

    private CommandResult train() {
        return ZnnInProcess.run(2, Map.of(), "train", "-c", job.job());
    }

    /** Changes a voxel; size and time stay the same. */
    private static void flip(Path path) throws Exception {
        FileTime time = Files.getLastModifiedTime(path);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long position = file.length() / 2;
            file.seek(position);
            int value = file.read();
            file.seek(position);
            file.write(value ^ 1);
        }
        Files.setLastModifiedTime(path, time);
    }
}
