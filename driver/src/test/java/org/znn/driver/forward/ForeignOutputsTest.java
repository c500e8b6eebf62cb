package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnInProcess;

/** Files that a job has not written are replaced only if the user allows it. */
class ForeignOutputsTest {

    private static final String MINE = "mine";

    @TempDir
    private Path folder;
    private NoiseJob job;

    @BeforeEach
    void createJob() throws Exception {
        job = new NoiseJob(folder, SmallNetworks.DILATED, 1).image("input", new NoiseImage(new Vec3(4, 24, 24), 1))
                .set("forward_outsz", "1,8,8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"output.h5", "output_0.tif", ".png"})
    void refusesAFileOfAnotherProgram(String name) throws Exception {
        Path file = Files.writeString(folder.resolve("out_sample1" + (name.equals(".png") ? "" : "_") + name), MINE);
        run().assertMessages(2, file + ": exists already and was not written by this job", "; choose another"
                + " output_prefix, or replace it with --overwrite");
        assertEquals(MINE, Files.readString(file));
        assertFalse(Files.exists(job.parts()));
        run("--overwrite").assertSuccess();
        assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).equals(MINE));
        assertTrue(run().assertSuccess().out().startsWith("sample1 is complete already"));
    }

    @Test
    void ignoresStacksThatAreNotWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("out_sample1_output_0.tif"), MINE);
        ZnnInProcess.run(1, Map.of("spark.znn.output.tiff", "no"), "forward", "-c", job.job()).assertSuccess();
        assertEquals(MINE, Files.readString(file));
    }

    @Test
    void namesAllFilesAndWhatDiffers() throws Exception {
        run().assertSuccess();
        Map<Path, byte[]> before = contents();
        job.files().drawWeights("net.h5", 2);
        job.set("dtype", "float64");
        CommandResult refused = run();
        refused.assertMessages(2, job.output("output") + ": exists already and was written by a different job, which"
                + " differs in dtype, weights; choose another output_prefix",
                "out_sample1_output_0.tif", "out_sample1.png");
        contents().forEach((file, bytes) -> assertEquals(-1, Arrays.mismatch(bytes, before.get(file))));
        run("--overwrite").assertSuccess();
        assertTrue(run().assertSuccess().out().contains("sample1 is complete already"));
    }

    /** What the user has allowed once needs no second permission if the job is interrupted. */
    @Test
    void anInterruptedJobKeepsThePermission() throws Exception {
        run().assertSuccess();
        Map<Path, byte[]> first = contents();
        job.files().drawWeights("net.h5", 2);
        ZnnInProcess.run(1, Map.of("spark.znn.parts.keep", "yes"), "forward", "-c", job.job(), "--overwrite")
                .assertSuccess();
        Volume expected = job.result("output", Precision.FLOAT32);
        for (Map.Entry<Path, byte[]> file : first.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        CommandResult resumed = run();
        resumed.assertSuccess();
        assertTrue(resumed.err().contains("blocks from an earlier run"), resumed::all);
        VolumeAssert.assertSameBits(expected, job.result("output", Precision.FLOAT32), "output");
        assertFalse(Files.exists(job.parts()));
    }

    @Test
    void overwriteComputesACompleteSampleAgain() throws Exception {
        run().assertSuccess();
        byte[] bytes = Files.readAllBytes(job.output("output"));
        CommandResult again = run("--overwrite");
        again.assertSuccess();
        assertTrue(again.out().contains("voxels/s"), again::all);
        assertEquals(-1, Arrays.mismatch(bytes, Files.readAllBytes(job.output("output"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"out_sample1_output.h5", "out_sample1_output_0.tif", "out_sample1.png"})
    void neverReplacesAFolder(String name) throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("notes.txt"), MINE);
        for (String[] options : new String[][] {{}, {"--overwrite"}}) {
            assertEquals(2, run(options).exit());
        }
        assertEquals(MINE, Files.readString(folder.resolve(name).resolve("notes.txt")));
    }

    @Test
    void refusesAFileInPlaceOfTheFolderOfParts() throws Exception {
        Files.writeString(job.parts(), MINE);
        assertEquals(2, run().exit());
        Files.delete(job.parts());
        Files.createSymbolicLink(job.parts(), folder.resolve("nowhere"));
        run().assertMessages(2, job.parts() + ": is where the blocks of this job are kept, but is not a folder");
    }

    /** A plan says what the job would say. */
    @Test
    void planRefusesAndChangesNothing() throws Exception {
        Path pending = Files.writeString(folder.resolve(".out_sample1_output.h5.0123abcd.pending"), "half");
        Path file = Files.writeString(folder.resolve("out_sample1.png"), MINE);
        assertEquals(2, ZnnInProcess.run(1, Map.of(), "plan", "-c", job.job()).exit());
        assertEquals(0, ZnnInProcess.run(1, Map.of(), "plan", "-c", job.job(), "--overwrite").exit());
        assertTrue(Files.exists(pending));
        assertEquals(MINE, Files.readString(file));
    }

    private CommandResult run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("forward", "-c", job.job()));
        arguments.addAll(List.of(options));
        return ZnnInProcess.run(1, Map.of(), arguments.toArray(String[]::new));
    }

    private Map<Path, byte[]> contents() throws Exception {
        Map<Path, byte[]> contents = new TreeMap<>();
        for (String name : job.files().files()) {
            if (name.startsWith("out_") && Files.isRegularFile(folder.resolve(name))) {
                contents.put(folder.resolve(name), Files.readAllBytes(folder.resolve(name)));
            }
        }
        return contents;
    }
}
