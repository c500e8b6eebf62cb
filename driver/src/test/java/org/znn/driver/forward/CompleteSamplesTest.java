package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnInProcess;

/** Samples that an earlier run has completed are not computed again, whenever that run was killed. */
class CompleteSamplesTest {

    /** Two outputs of one channel. */
    private static final String NETWORK = """
            nodes input
            type input
            size 1

            edges to_first
            type conv
            size 1,2,2
            init gaussian
            init_args 0,0.3
            input input
            output first

            nodes first
            type transfer
            function linear
            init uniform
            size 1

            edges to_second
            type conv
            size 1,2,2
            init gaussian
            init_args 0,0.3
            input input
            output second

            nodes second
            type transfer
            function forward_logistics
            init uniform
            size 1
            """;
    private static final FileTime EARLIER = FileTime.fromMillis(1_000_000_000_000L);
    private static final Map<String, String> KEEP = Map.of("spark.znn.parts.keep", "yes");

    @TempDir
    private Path folder;
    private NoiseJob job;

    @BeforeEach
    void createJob() throws Exception {
        job = new NoiseJob(folder, NETWORK, 1).image("input", new NoiseImage(new Vec3(4, 24, 24), 1))
                .set("forward_outsz", "1,8,8");
    }

    @Test
    void sameCommandTwiceSaysThatItIsComplete() throws Exception {
        run(Map.of()).assertSuccess();
        Map<String, byte[]> before = age();
        CommandResult again = run(Map.of());
        again.assertSuccess();
        assertEquals("sample1 is complete already: " + String.join(", ", volumes(1))
                + "; --overwrite computes it again\n", again.out());
        assertUnchanged(before, before.keySet());
    }

    /** Files are written in this order; a kill leaves the first ones, and the parts. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void completesWhatAKilledRunLeft(int written) throws Exception {
        run(KEEP).assertSuccess();
        Map<String, byte[]> before = age();
        List<String> order = new ArrayList<>();
        for (String volume : volumes(1)) {
            order.add(volume);
            order.add(volume.replace(".h5", "_0.tif"));
        }
        order.add(folder.resolve("out_sample1.png").toString());
        for (String file : order.subList(written, order.size())) {
            Files.delete(Path.of(file));
        }
        CommandResult resumed = run(Map.of());
        resumed.assertSuccess();
        assertEquals(before.keySet(), contents().keySet());
        contents().forEach((name, bytes) -> assertTrue(Arrays.equals(bytes, before.get(name)), name));
        assertFalse(Files.exists(parts()), resumed::all);
        boolean hasAllVolumes = written >= 3;
        assertEquals(hasAllVolumes, resumed.out().contains("sample1 is complete already"), resumed::all);
        for (String volume : volumes(1)) {
            boolean isKept = order.indexOf(volume) < written;
            assertEquals(isKept, Files.getLastModifiedTime(Path.of(volume)).equals(EARLIER), volume);
        }
        assertTrue(run(Map.of()).assertSuccess().out().startsWith("sample1 is complete already"));
    }

    @Test
    void computesTheBlocksAgainIfAVolumeIsLost() throws Exception {
        run(Map.of()).assertSuccess();
        Map<String, byte[]> before = contents();
        Files.delete(Path.of(volumes(1).get(1)));
        run(Map.of()).assertSuccess();
        contents().forEach((name, bytes) -> assertTrue(Arrays.equals(bytes, before.get(name)), name));
    }

    @Test
    void skipsTheCompleteSamplesOfSeveral() throws Exception {
        StringBuilder spec = new StringBuilder(Files.readString(folder.resolve("data.spec")));
        for (int sample = 2; sample <= 25; sample++) {
            spec.append("[sample").append(sample).append("]\ninput = 1\n");
        }
        job.files().write("data.spec", spec.toString());
        job.set("forward_range", "2");
        Map<String, String> volumesOnly = Map.of("spark.znn.output.tiff", "no");
        run(volumesOnly).assertSuccess();
        Map<String, byte[]> before = age();
        job.set("forward_range", "1-3");
        CommandResult result = run(volumesOnly);
        result.assertSuccess();
        assertTrue(result.out().contains("sample2 is complete already: "), result::all);
        assertFalse(result.err().contains("sample2"), result::all);
        assertUnchanged(before, before.keySet());
        assertTrue(volumes(3).stream().allMatch(v -> Files.exists(Path.of(v))));
        job.set("forward_range", "1-25");
        run(volumesOnly).assertSuccess();
        CommandResult all = run(volumesOnly);
        assertEquals("25 samples are complete already (1-25); --overwrite computes them again\n",
                all.assertSuccess().out());
    }

    /** Blocks beside a complete sample were left by a run that was killed at its end. */
    @Test
    void keepsBlocksOnlyIfToldTo() throws Exception {
        run(KEEP).assertSuccess();
        run(KEEP).assertSuccess();
        assertTrue(Files.isDirectory(parts()));
        run(Map.of()).assertSuccess();
        assertFalse(Files.exists(parts()));
        Files.writeString(Files.createDirectory(parts()).resolve("notes.txt"), "mine");
        run(Map.of()).assertSuccess();
        assertEquals("mine", Files.readString(parts().resolve("notes.txt")));
    }

    private Path parts() {
        return Path.of(volumes(1).get(0).replace(".h5", ".parts"));
    }

    private List<String> volumes(int sample) {
        return job.network().outputs().stream().map(n -> folder.resolve("out_sample" + sample + "_" + n.name() + ".h5")
                .toString()).toList();
    }

    private CommandResult run(Map<String, String> settings) {
        return ZnnInProcess.run(1, settings, "forward", "-c", job.job());
    }

    /** Returns the contents of all outputs, whose times are set back. */
    private Map<String, byte[]> age() throws Exception {
        Map<String, byte[]> contents = contents();
        for (String name : contents.keySet()) {
            Files.setLastModifiedTime(folder.resolve(name), EARLIER);
        }
        return contents;
    }

    private void assertUnchanged(Map<String, byte[]> before, Iterable<String> names) throws Exception {
        Map<String, byte[]> now = contents();
        for (String name : names) {
            assertTrue(Arrays.equals(before.get(name), now.get(name)), name);
            assertEquals(EARLIER, Files.getLastModifiedTime(folder.resolve(name)), name);
        }
    }

    private Map<String, byte[]> contents() throws Exception {
        Map<String, byte[]> contents = new TreeMap<>();
        for (String name : job.files().files()) {
            if (name.startsWith("out_") && !name.contains("/") && Files.isRegularFile(folder.resolve(name))) {
                contents.put(name, Files.readAllBytes(folder.resolve(name)));
            }
        }
        return contents;
    }
}
