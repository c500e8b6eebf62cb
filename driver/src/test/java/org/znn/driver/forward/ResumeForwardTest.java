package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnInProcess;

/** Parts of an earlier run are reused by the same job, refused by any other job, and verified before use. */
class ResumeForwardTest {

    private static final NoiseImage IMAGE = new NoiseImage(new Vec3(8, 40, 50), 1);
    private static final Map<String, String> LARGE_MEMORY = Map.of("spark.znn.parts.keep", "yes",
            "spark.znn.output.tiff", "no", "spark.znn.memory.share", "0.6");
    private static final Map<String, String> SMALL_MEMORY = Map.of("spark.znn.parts.keep", "yes",
            "spark.znn.output.tiff", "no", "spark.znn.memory.share", "0.05", "spark.znn.output.compression", "1");
    private static final Map<String, String> KEEP = Map.of("spark.znn.parts.keep", "yes");

    @TempDir
    private Path folder;
    private NoiseJob job;
    private Volume expected;

    /** Creates a job whose blocks are all committed but not stitched. */
    @BeforeEach
    void createInterruptedJob() throws Exception {
        job = new NoiseJob(folder, SmallNetworks.DILATED, 1).image("input", IMAGE);
        job.set("forward_outsz", "2,16,16");
        run(KEEP).assertSuccess();
        expected = job.result("output", Precision.FLOAT32);
        Files.delete(job.output("output"));
        assertTrue(job.partFiles().size() >= 4);
    }

    @Test
    void reusesCommittedBlocks() throws Exception {
        List<Path> parts = job.partFiles();
        Files.delete(parts.get(2));
        FileTime before = FileTime.fromMillis(1_000_000_000_000L);
        for (Path part : job.partFiles()) {
            Files.setLastModifiedTime(part, before);
        }
        CommandResult result = run(KEEP);
        result.assertSuccess();
        assertTrue(result.err().contains("reusing " + (parts.size() - 1) + " of " + parts.size()
                + " blocks from an earlier run"), result::all);
        for (Path part : parts) {
            assertEquals(part.equals(parts.get(2)), !Files.getLastModifiedTime(part).equals(before), part::toString);
        }
        assertResult();
        run(Map.of());
        assertResult();
        assertFalse(Files.exists(job.parts()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            forward_outsz | 2,16,17      | forward_outsz
            forward_outsz | auto         | forward_outsz
            dtype         | float64      | dtype
            cost_fn       | softmax_loss | softmax
            is_bd_mirror  | yes          | image of input
            """)
    void refusesAnotherJob(String key, String value, String difference) throws Exception {
        job.set(key, value);
        assertRefused(Map.of(), difference);
    }

    @Test
    void refusesOtherWeights() throws Exception {
        job.files().drawWeights("net.h5", 2);
        assertRefused(Map.of(), "weights");
    }

    @Test
    void refusesAnotherNetwork() throws Exception {
        Path net = folder.resolve("net.znn");
        Files.writeString(net, Files.readString(net).replace("1.7159", "1.5"));
        assertRefused(Map.of(), "network");
    }

    @Test
    void refusesAModifiedImage() throws Exception {
        job.image("input", new NoiseImage(IMAGE.size(), 2));
        assertRefused(Map.of(), "image of input");
    }

    @Test
    void refusesToMixRawAndCompressedChunks() throws Exception {
        assertRefused(Map.of("spark.znn.output.compression", "0"), "compression");
    }

    @Test
    void keepsThePlanIfMemoryAndCoresChange() throws Exception {
        run(Map.of());
        job.image("input", new NoiseImage(new Vec3(6, 1000, 1000), 1)).set("forward_outsz", "auto");
        String large = run(LARGE_MEMORY).err();
        expected = job.result("output", Precision.FLOAT32);
        job.set("output_prefix", folder.resolve("other").toString());
        String small = run(SMALL_MEMORY).err();
        assertNotEquals(planOf(large), planOf(small));
        Files.delete(job.partFiles().get(0));
        CommandResult second = ZnnInProcess.run(1, LARGE_MEMORY, "forward", "-c", job.job());
        second.assertSuccess();
        assertEquals(planOf(small), planOf(second.err()));
        assertResult();
    }

    @Test
    void refusesAPlanThatNoLongerFitsTheMemoryUnlessAllBlocksExist() throws Exception {
        run(Map.of());
        job.image("input", new NoiseImage(new Vec3(6, 2000, 2000), 1)).set("forward_outsz", "auto");
        String large = run(LARGE_MEMORY).err();
        expected = job.result("output", Precision.FLOAT32);
        Files.delete(job.output("output"));
        Path part = job.partFiles().get(0);
        byte[] bytes = Files.readAllBytes(part);
        Files.delete(part);
        CommandResult refused = run(SMALL_MEMORY);
        assertEquals(2, refused.exit(), refused::all);
        String passes = large.replaceFirst("(?s).*(passes of \\S+);.*", "$1");
        assertTrue(refused.err().contains(job.parts() + ": contains results of an earlier run with blocks of "),
                refused::all);
        assertTrue(refused.err().contains(passes + "; these need "), refused::all);
        assertTrue(refused.err().contains("give executors a heap of at least "), refused::all);
        Files.write(part, bytes);
        CommandResult stitched = run(SMALL_MEMORY);
        stitched.assertSuccess();
        assertResult();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.02, 0.1, 0.5, 0.99})
    void reportsADamagedPart(double position) throws Exception {
        Path part = job.partFiles().get(1);
        byte[] bytes = Files.readAllBytes(part);
        int index = (int) (position * bytes.length);
        bytes[index] ^= 0x10;
        Files.write(part, bytes);
        assertDamaged(part);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 0.99})
    void reportsATruncatedPart(double fraction) throws Exception {
        Path part = job.partFiles().get(1);
        byte[] bytes = Files.readAllBytes(part);
        Files.write(part, Arrays.copyOf(bytes, (int) (fraction * bytes.length)));
        assertDamaged(part);
    }

    @Test
    void discardsPartsWithoutPropertiesFile() throws Exception {
        Files.delete(job.parts().resolve("job.properties"));
        Path other = job.partFiles().get(0);
        Files.copy(other, job.partFiles().get(1), StandardCopyOption.REPLACE_EXISTING);
        CommandResult result = run(Map.of());
        result.assertSuccess();
        assertFalse(result.err().contains("earlier run"), result::all);
        assertResult();
    }

    @Test
    void removesPendingFilesOfAKilledRun() throws Exception {
        Path half = folder.resolve(".out_sample1_output.h5.5bd3d4d3-52ad-4b9c-a0a5-9a3b1d0a8e11.pending");
        Files.writeString(half, "half a volume");
        run(Map.of()).assertSuccess();
        assertFalse(Files.exists(half));
        assertResult();
    }

    private CommandResult run(Map<String, String> settings) throws Exception {
        return ZnnInProcess.run(2, settings, "forward", "-c", job.job());
    }

    private void assertRefused(Map<String, String> settings, String difference) throws Exception {
        CommandResult result = run(settings);
        assertEquals(2, result.exit(), result::all);
        assertTrue(result.err().contains("contains blocks of a different job, which differs in " + difference + "; "),
                result::all);
        assertTrue(result.err().contains(job.parts().toString()), result::all);
        assertFalse(Files.exists(job.output("output")));
    }

    private void assertDamaged(Path part) throws Exception {
        CommandResult result = run(Map.of());
        assertEquals(1, result.exit(), result::all);
        assertTrue(result.err().contains("the part " + part + " is damaged"), result::all);
        assertFalse(result.err().contains("Exception"), result::all);
        assertFalse(Files.exists(job.output("output")));
        Files.delete(part);
        run(Map.of()).assertSuccess();
        assertResult();
    }

    private void assertResult() throws Exception {
        VolumeAssert.assertSameBits(expected, job.result("output", Precision.FLOAT32), "output");
    }

    private static String planOf(String err) {
        return err.lines().filter(l -> l.contains("passes of")).findFirst().orElseThrow().replaceFirst(";.*", "");
    }
}
