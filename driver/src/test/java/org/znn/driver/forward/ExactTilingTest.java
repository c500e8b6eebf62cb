package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.PythonJudge;
import org.znn.common.volume.Volume;
import org.znn.driver.ZnnProcess;

/** Whatever the passes, blocks, chunks and cores: to the bit what the network computes of the whole image at once. */
class ExactTilingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            float32 | yes | 1,100,100 | 2 | auto
            float32 | yes | 3,64,97   | 2 | auto
            float32 | yes | auto      | 2 | auto
            float32 | no  | 5,7,11    | 1 | auto
            float32 | no  | auto      | 1 | 4,5,6
            float64 | yes | 1,100,100 | 1 | auto
            float64 | no  | 3,64,97   | 2 | auto
            float64 | yes | 2,9,16    | 2 | 3,8,8
            float64 | no  | auto      | 1 | auto
            """)
    void bytesOfAnyTiling(String dtype, String mirror, String pass, int cores, String chunk) throws Exception {
        TestJob job = new TestJob(folder, SmallNetworks.DILATED, 3).image("input",
                new TestImage(new Vec3(9, 71, 103), 1));
        job.set("dtype", dtype).set("is_bd_mirror", mirror).set("forward_outsz", pass);
        ZnnProcess.Result run = check(job, dtype, mirror, false, cores, Map.of("spark.znn.output.chunk", chunk));
        assertTrue(blocks(run) > 1 || pass.equals("auto"), run::all);
    }

    @ParameterizedTest
    @CsvSource({"float32, 1", "float64, 2"})
    void anImageSmallerThanAPass(String dtype, int cores) throws Exception {
        TestJob job = new TestJob(folder, SmallNetworks.DILATED, 4).image("input",
                new TestImage(new Vec3(2, 5, 3), 2));
        job.set("dtype", dtype).set("is_bd_mirror", "yes").set("forward_outsz", "3,64,97");
        check(job, dtype, "yes", false, cores, Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            float32 | 1,7,8
            float64 | auto
            """)
    void severalImagesAndOutputs(String dtype, String pass) throws Exception {
        Vec3 size = new Vec3(7, 23, 31);
        TestJob job = new TestJob(folder, SmallNetworks.TWO_AND_TWO, 5).image("em", new TestImage(size, 3))
                .image("hint", new TestImage(size, 4), new TestImage(size, 5));
        job.set("dtype", dtype).set("is_bd_mirror", "yes").set("forward_outsz", pass).set("cost_fn", "softmax_loss");
        check(job, dtype, "yes", true, 2, Map.of());
    }

    @Test
    void aNetworkThatPools() throws Exception {
        TestJob job = new TestJob(folder, SmallNetworks.POOLED, 6).image("input",
                new TestImage(new Vec3(6, 37, 44), 6));
        job.set("forward_outsz", "2,5,7");
        check(job, "float32", "no", false, 2, Map.of());
        assertEquals("1,2,2", DatasetNotes.triple(job.output("output"), "stride"));
        // An output voxel depends on 2,6,8 voxels: its place is the middle one, rounded down.
        assertEquals("0,2,3", DatasetNotes.triple(job.output("output"), "offset"));
        assertEquals("input-0.h5", Path.of(DatasetNotes.text(job.output("output"), "image")).getFileName().toString());
    }

    @ParameterizedTest
    @CsvSource({"yes, '0,0,0'", "no, '1,2,3'"})
    void aNetworkThatCrops(String mirror, String offset) throws Exception {
        TestJob job = new TestJob(folder, SmallNetworks.CROPPED, 7).image("input",
                new TestImage(new Vec3(5, 19, 22), 7));
        job.set("forward_outsz", "2,4,5").set("is_bd_mirror", mirror);
        check(job, "float32", mirror, false, 2, Map.of());
        assertEquals("1,1,1", DatasetNotes.triple(job.output("output"), "stride"));
        assertEquals(offset, DatasetNotes.triple(job.output("output"), "offset"));
    }

    @Test
    void h5pyReadsTheSame() throws Exception {
        TestJob job = new TestJob(folder, SmallNetworks.POOLED, 10).image("input",
                new TestImage(new Vec3(6, 37, 44), 10));
        job.set("forward_outsz", "2,5,7").set("dtype", "float64");
        check(job, "float64", "no", false, 2, Map.of("spark.znn.output.chunk", "2,5,7"));
        Path raw = folder.resolve("result.raw");
        assertEquals("(3, 5, 16, 19) float64 (1, 2, 5, 7) gzip True ['main'] [1 2 2] [0 2 3]", PythonJudge.run(
                "h5py,numpy", """
                        f = h5py.File(sys.argv[1], "r")
                        d = f["main"]
                        d[()].astype("<f8").tofile(sys.argv[2])
                        print(d.shape, d.dtype, d.chunks, d.compression, d.shuffle, list(f.keys()),
                              d.attrs["stride"], d.attrs["offset"])
                        """, job.output("output"), raw));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
        double[] numbers = new double[bytes.capacity() / Double.BYTES];
        bytes.asDoubleBuffer().get(numbers);
        TestJob.assertSameBits(OnePass.of(job, Precision.FLOAT64, false, false).get("output"),
                new DoubleVolume(3, new Vec3(5, 16, 19), numbers), "output as h5py reads it");
    }

    @Test
    void settingsOfTheClusterChangeNoNumber() throws Exception {
        TestJob job = new TestJob(folder, SmallNetworks.DILATED, 8).image("input",
                new TestImage(new Vec3(6, 40, 50), 8));
        job.set("num_threads", "1").set("forward_outsz", "2,16,16").set("is_bd_mirror", "yes");
        check(job, "float32", "yes", false, 2, Map.of("spark.znn.output.compression", "0",
                "spark.znn.parts.folder", folder.resolve("elsewhere").toString(), "spark.znn.parts.keep", "yes"));
        assertEquals(0, job.partFiles().size());
        assertArrayEquals(new String[] {"out_sample1_output.parts"}, folder.resolve("elsewhere").toFile().list());
    }

    @Test
    void aBlockUsesTheThreadsThatTheMasterGives() throws Exception {
        TestJob job = new TestJob(folder, SmallNetworks.DILATED, 9).image("input",
                new TestImage(new Vec3(6, 40, 50), 9));
        for (int cores : new int[] {2, 1, 3}) {
            assertEquals(0, ZnnInProcess.run(cores, Map.of(), "forward", "-c", job.write()).exit());
            // Threads of an earlier team may take a moment to end.
            for (int tries = 0; helpers() > cores - 1 && tries < 1000; tries++) {
                Thread.sleep(10);
            }
            assertEquals(cores - 1, helpers());
        }
    }

    private static long helpers() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("znn-")).count();
    }

    private static long blocks(ZnnProcess.Result run) {
        Matcher matcher = Pattern.compile("(\\d+) blocks of").matcher(run.err());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static ZnnProcess.Result check(TestJob job, String dtype, String mirror, boolean softmax, int cores,
            Map<String, String> settings) throws Exception {
        Precision precision = dtype.equals("float32") ? Precision.FLOAT32 : Precision.FLOAT64;
        ZnnProcess.Result run = ZnnInProcess.run(cores, settings, "forward", "-c", job.write());
        assertEquals(0, run.exit(), run::all);
        Map<String, Volume> expected = OnePass.of(job, precision, mirror.equals("yes"), softmax);
        for (Map.Entry<String, Volume> output : expected.entrySet()) {
            TestJob.assertSameBits(output.getValue(), job.result(output.getKey(), precision), output.getKey());
        }
        return run;
    }
}
