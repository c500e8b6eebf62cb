package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
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
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;

/**
 * Parts of an earlier run are reused by the same job, refused by any other job, and verified before use; those that
 * cannot be used are computed again.
 */
class ResumeForwardTest {

    private static final NoiseImage IMAGE = new NoiseImage(new Vec3(8, 40, 50), 1);
    private static final Map<String, String> LARGE_MEMORY = Map.of("spark.znn.parts.keep", "yes",
            "spark.znn.output.tiff", "no", "spark.znn.memory.share", "0.6");
    private static final Map<String, String> SMALL_MEMORY = Map.of("spark.znn.parts.keep", "yes",
            "spark.znn.output.tiff", "no", "spark.znn.memory.share", "0.05", "spark.znn.output.compression", "1");
    private static final Map<String, String> KEEP = Map.of("spark.znn.parts.keep", "yes");

    @TempDir
    private static Path interrupted;
    private static Volume expectedOnce;

    @TempDir
    private Path folder;
    private NoiseJob job;
    private int blocks;
    private Volume expected;

    /** Runs a job once; only its blocks are kept. */
    @BeforeAll
    static void runJob() throws Exception {
        NoiseJob first = job(interrupted);
        ZnnInProcess.run(2, KEEP, "forward", "-c", first.job()).assertSuccess();
        expectedOnce = first.result("output", Precision.FLOAT32);
    }

    /** Creates the same job in another folder, with all blocks committed but not stitched. */
    @BeforeEach
    void createInterruptedJob() throws Exception {
        job = job(folder);
        expected = expectedOnce;
        Files.createDirectory(job.parts());
        try (Stream<Path> files = Files.list(job(interrupted).parts())) {
            for (Path file : files.toList()) {
                Files.copy(file, job.parts().resolve(file.getFileName().toString()));
            }
        }
        blocks = job.partFiles().size();
        assertTrue(blocks >= 6, () -> "too few blocks: " + blocks);
    }

    private static NoiseJob job(Path folder) throws IOException {
        return new NoiseJob(folder, SmallNetworks.DILATED, 1).image("input", IMAGE).set("forward_outsz", "2,16,16");
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
            is_bd_mirror  | yes          | padding of input
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
        assertRefused(Map.of(), "image of input: its content changed");
    }

    @Test
    void refusesToMixRawAndCompressedChunks() throws Exception {
        assertRefused(Map.of("spark.znn.output.compression", "0"), "compression");
    }

    @Test
    void keepsThePlanIfMemoryAndCoresChange() throws Exception {
        run(Map.of());
        job.image("input", new NoiseImage(new Vec3(6, 1000, 1000), 1)).set("forward_outsz", "auto")
                .set("output_prefix", folder.resolve("large").toString());
        String large = run(LARGE_MEMORY).err();
        expected = job.result("output", Precision.FLOAT32);
        job.set("output_prefix", folder.resolve("other").toString());
        String small = run(SMALL_MEMORY).err();
        assertNotEquals(planOf(large), planOf(small));
        Files.delete(job.partFiles().get(0));
        Files.delete(job.output("output"));
        CommandResult second = ZnnInProcess.run(1, LARGE_MEMORY, "forward", "-c", job.job());
        second.assertSuccess();
        assertEquals(planOf(small), planOf(second.err()));
        assertResult();
    }

    @Test
    void refusesAPlanThatNoLongerFitsTheMemoryUnlessAllBlocksExist() throws Exception {
        run(Map.of());
        job.image("input", new NoiseImage(new Vec3(6, 2000, 2000), 1)).set("forward_outsz", "auto")
                .set("output_prefix", folder.resolve("large").toString());
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
    void computesADamagedPartAgain(double position) throws Exception {
        Path part = job.partFiles().get(1);
        byte[] bytes = Files.readAllBytes(part);
        int index = (int) (position * bytes.length);
        bytes[index] ^= 0x10;
        Files.write(part, bytes);
        assertComputedAgain("1 of " + blocks + " parts was missing or damaged (block 1: ");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 0.99})
    void computesATruncatedPartAgain(double fraction) throws Exception {
        Path part = job.partFiles().get(1);
        byte[] bytes = Files.readAllBytes(part);
        Files.write(part, Arrays.copyOf(bytes, (int) (fraction * bytes.length)));
        assertComputedAgain("1 of " + blocks + " parts was missing or damaged (block 1: ");
    }

    /** All parts that cannot be used are found in one pass, whatever is wrong with them, and told in one line. */
    @Test
    void computesAllUnusablePartsAgainAtOnce() throws Exception {
        Path parts = job.parts();
        Files.copy(parts.resolve("block-0.part"), parts.resolve("block-1.part"), StandardCopyOption.REPLACE_EXISTING);
        Files.write(parts.resolve("block-2.part"), new byte[0]);
        flip(parts.resolve("block-3.part"), -20);
        Files.writeString(parts.resolve("block-4.part"), "no part at all, but some text");
        flip(parts.resolve("block-5.part"), -1);
        CommandResult result = assertComputedAgain("5 of " + blocks + " parts were missing or damaged (block 1: it"
                + " belongs to another job or block; block 2: it ends inside its header; blocks 3, 5: its checksum does"
                + " not match its content; block 4: it does not start with the signature of a part); computing them"
                + " again");
        assertEquals(1, result.err().lines().filter(l -> l.contains("computing them again")).count(), result::all);
    }

    @Test
    void computesBlocksAgainWhosePartsAreFoldersOrLinks() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.delete(job.parts().resolve("block-4.part"));
        Files.createDirectory(job.parts().resolve("block-4.part"));
        Files.delete(job.parts().resolve("block-5.part"));
        Files.createSymbolicLink(job.parts().resolve("block-5.part"), elsewhere);
        CommandResult result = run(Map.of());
        result.assertSuccess();
        assertTrue(result.err().contains("reusing " + (blocks - 2) + " of " + blocks), result::all);
        assertEquals("mine", Files.readString(elsewhere));
        assertResult();
        assertFalse(Files.exists(job.parts()));
    }

    @Test
    void refusesAFolderWithContentsInPlaceOfAPart() throws Exception {
        Files.delete(job.parts().resolve("block-4.part"));
        Path notes = Files.createDirectories(job.parts().resolve("block-4.part")).resolve("notes.txt");
        Files.writeString(notes, "mine");
        run(Map.of()).assertMessages(2, job.parts() + "/block-4.part: is a folder, where this program writes a file");
        assertEquals("mine", Files.readString(notes));
    }

    @Test
    void ignoresPropertiesThatAreLostOrDamaged() throws Exception {
        Path properties = job.parts().resolve("job.properties");
        Files.copy(job.parts().resolve("block-2.part"), job.parts().resolve("block-3.part"),
                StandardCopyOption.REPLACE_EXISTING);
        String text = Files.readString(properties);
        Files.delete(properties);
        CommandResult lost = run(KEEP);
        lost.assertSuccess();
        assertTrue(lost.err().contains("reusing " + (blocks - 1) + " of " + blocks), lost::all);
        assertResult();
        for (String damaged : List.of("", text.substring(0, text.length() / 2), text.replace("plan.pass", "plan.past"),
                text.replaceAll("(?m)^plan.block=.*$", "plan.block=3,three,3"), "\\u12")) {
            Files.delete(job.output("output"));
            Files.writeString(properties, damaged);
            CommandResult result = run(KEEP);
            result.assertSuccess();
            assertTrue(result.err().contains("reusing " + blocks + " of " + blocks), () -> damaged + result.all());
            assertResult();
            assertTrue(Files.readString(properties).contains("plan.block"));
        }
    }

    /** The folder of a user that happens to have the name is not touched. */
    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "block-1.part.bak", "block-0001234567890.part", "old/block-1.part", ".hidden"})
    void refusesAFolderThatIsNotOneOfParts(String name) throws Exception {
        Files.delete(job.parts().resolve("job.properties"));
        Path file = job.parts().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "mine");
        String shown = name.contains("/") ? "old (a folder)" : name;
        for (String[] arguments : new String[][] {{}, {"--overwrite"}}) {
            CommandResult result = run(Map.of(), arguments);
            result.assertMessages(2, job.parts() + ": is where the blocks of this job are kept, but holds what this"
                    + " program did not write: " + shown + "; move the folder elsewhere");
        }
        assertEquals("mine", Files.readString(file));
        assertEquals(blocks, job.partFiles().size() - (name.endsWith(".part") && !name.contains("/") ? 1 : 0));
    }

    @Test
    void keepsWhatAUserHasAddedToTheParts() throws Exception {
        Path target = Files.createDirectories(folder.resolve("precious"));
        Files.writeString(target.resolve("notes.txt"), "mine");
        Files.createSymbolicLink(job.parts().resolve("link"), target);
        CommandResult result = run(Map.of());
        result.assertSuccess();
        assertTrue(result.err().contains(job.parts() + " is kept, because it holds what this program did not write:"
                + " link (a symbolic link)"), result::all);
        assertEquals("mine", Files.readString(target.resolve("notes.txt")));
        assertEquals(List.of(), job.partFiles());
        assertResult();
    }

    @Test
    void reusesPartsInAnotherFolder() throws Exception {
        Map<String, String> elsewhere = Map.of("spark.znn.parts.keep", "yes", "spark.znn.parts.folder",
                folder.resolve("scratch").toString());
        run(elsewhere).assertSuccess();
        Files.delete(job.output("output"));
        CommandResult again = run(elsewhere);
        assertTrue(again.err().contains("reusing " + blocks + " of " + blocks), again::all);
        job.set("output_prefix", folder.resolve("b/out").toString());
        assertFalse(run(elsewhere).assertSuccess().err().contains("reusing"), "parts of another output");
        assertEquals(2, new JobFolder(folder.resolve("scratch")).files().stream().filter(f -> f.endsWith(".parts"))
                .count());
    }

    @Test
    void overwriteDiscardsBlocksOfADifferentJob() throws Exception {
        job.set("dtype", "float64");
        CommandResult result = run(Map.of(), "--overwrite");
        result.assertSuccess();
        assertFalse(result.err().contains("reusing"), result::all);
        assertFalse(Files.exists(job.parts()));
    }

    @Test
    void removesPendingFilesOfAKilledRun() throws Exception {
        List<Path> left = new ArrayList<>();
        for (String name : List.of("out_sample1_output.h5", "out_sample1_output_0.tif", "out_sample1.png",
                "out_sample1_output.parts/block-3.part", "out_sample1_output.parts/job.properties")) {
            Path target = folder.resolve(name);
            String pending = "." + target.getFileName() + ".0123abcd.pending";
            left.add(Files.writeString(target.resolveSibling(pending), "half"));
        }
        Path other = Files.writeString(folder.resolve(".out_sample10_output.h5.0123abcd.pending"), "of another job");
        run(KEEP).assertSuccess();
        left.forEach(file -> assertFalse(Files.exists(file), file::toString));
        assertTrue(Files.exists(other));
        assertResult();
    }

    private CommandResult run(Map<String, String> settings, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("forward", "-c", job.job()));
        arguments.addAll(List.of(options));
        return ZnnInProcess.run(2, settings, arguments.toArray(String[]::new));
    }

    private static void flip(Path part, int index) throws IOException {
        byte[] bytes = Files.readAllBytes(part);
        bytes[index < 0 ? bytes.length + index : index] ^= 0x10;
        Files.write(part, bytes);
    }

    private void assertRefused(Map<String, String> settings, String difference) throws Exception {
        CommandResult result = run(settings);
        assertEquals(2, result.exit(), result::all);
        assertTrue(result.err().contains("contains blocks of a different job, which differs in " + difference + "; "),
                result::all);
        assertTrue(result.err().contains(job.parts().toString()), result::all);
        assertFalse(Files.exists(job.output("output")));
    }

    private CommandResult assertComputedAgain(String message) throws Exception {
        CommandResult result = run(Map.of());
        result.assertSuccess();
        assertTrue(result.err().contains("sample1: " + message), result::all);
        assertResult();
        assertFalse(Files.exists(job.parts()));
        return result;
    }

    private void assertResult() throws Exception {
        VolumeAssert.assertSameBits(expected, job.result("output", Precision.FLOAT32), "output");
    }

    private static String planOf(String err) {
        return err.lines().filter(l -> l.contains("passes of")).findFirst().orElseThrow().replaceFirst(";.*", "");
    }
}
