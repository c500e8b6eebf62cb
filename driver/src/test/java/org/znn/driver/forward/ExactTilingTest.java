package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.ExternalTools;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnInProcess;

/** For any passes, blocks, chunks and cores the output equals bit for bit that of one pass over the whole image. */
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
    void anyTiling(String dtype, String mirror, String pass, int cores, String chunk) throws Exception {
        NoiseJob job = new NoiseJob(folder, SmallNetworks.DILATED, 3).image("input",
                new NoiseImage(new Vec3(9, 71, 103), 1));
        job.set("dtype", dtype).set("is_bd_mirror", mirror).set("forward_outsz", pass);
        CommandResult result = check(job, dtype, mirror, false, cores, Map.of("spark.znn.output.chunk", chunk));
        assertTrue(blocks(result) > 1 || pass.equals("auto"), result::all);
    }

    @ParameterizedTest
    @CsvSource({"float32, 1", "float64, 2"})
    void imageSmallerThanAPass(String dtype, int cores) throws Exception {
        NoiseJob job = new NoiseJob(folder, SmallNetworks.DILATED, 4).image("input",
                new NoiseImage(new Vec3(2, 5, 3), 2));
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
        NoiseJob job = new NoiseJob(folder, SmallNetworks.TWO_AND_TWO, 5).image("em", new NoiseImage(size, 3))
                .image("hint", new NoiseImage(size, 4), new NoiseImage(size, 5));
        job.set("dtype", dtype).set("is_bd_mirror", "yes").set("forward_outsz", pass).set("cost_fn", "softmax_loss");
        check(job, dtype, "yes", true, 2, Map.of());
    }

    @Test
    void networkWithPooling() throws Exception {
        NoiseJob job = new NoiseJob(folder, SmallNetworks.POOLED, 6).image("input",
                new NoiseImage(new Vec3(6, 37, 44), 6));
        job.set("forward_outsz", "2,5,7");
        check(job, "float32", "no", false, 2, Map.of());
        assertEquals("1,2,2", DatasetAttributes.triple(job.output("output"), "stride"));
        // An output voxel depends on 2,6,8 voxels; its offset is their centre, rounded down.
        assertEquals("0,2,3", DatasetAttributes.triple(job.output("output"), "offset"));
        Path image = Path.of(DatasetAttributes.text(job.output("output"), "image"));
        assertEquals("input-0.h5", image.getFileName().toString());
    }

    @ParameterizedTest
    @CsvSource({"yes, '0,0,0'", "no, '1,2,3'"})
    void networkWithCropping(String mirror, String offset) throws Exception {
        NoiseJob job = new NoiseJob(folder, SmallNetworks.CROPPED, 7).image("input",
                new NoiseImage(new Vec3(5, 19, 22), 7));
        job.set("forward_outsz", "2,4,5").set("is_bd_mirror", mirror);
        check(job, "float32", mirror, false, 2, Map.of());
        assertEquals("1,1,1", DatasetAttributes.triple(job.output("output"), "stride"));
        assertEquals(offset, DatasetAttributes.triple(job.output("output"), "offset"));
    }

    @Test
    void h5pyReadsTheSameVoxels() throws Exception {
        NoiseJob job = new NoiseJob(folder, SmallNetworks.POOLED, 10).image("input",
                new NoiseImage(new Vec3(6, 37, 44), 10));
        job.set("forward_outsz", "2,5,7").set("dtype", "float64");
        check(job, "float64", "no", false, 2, Map.of("spark.znn.output.chunk", "2,5,7"));
        Path raw = folder.resolve("result.raw");
        assertEquals("(3, 5, 16, 19) float64 (1, 2, 5, 7) gzip True ['main'] [1 2 2] [0 2 3]", ExternalTools.runPython(
                "h5py,numpy", """
                        f = h5py.File(sys.argv[1], "r")
                        d = f["main"]
                        d[()].astype("<f8").tofile(sys.argv[2])
                        print(d.shape, d.dtype, d.chunks, d.compression, d.shuffle, list(f.keys()),
                              d.attrs["stride"], d.attrs["offset"])
                        """, job.output("output"), raw));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[bytes.capacity() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        VolumeAssert.assertSameBits(WholeImageReference.of(job, Precision.FLOAT64, false, false).get("output"),
                new DoubleVolume(3, new Vec3(5, 16, 19), values), "output as h5py reads it");
    }

    @Test
    void clusterSettingsDoNotChangeTheOutput() throws Exception {
        NoiseJob job = new NoiseJob(folder, SmallNetworks.DILATED, 8).image("input",
                new NoiseImage(new Vec3(6, 40, 50), 8));
        job.set("num_threads", "1").set("forward_outsz", "2,16,16").set("is_bd_mirror", "yes");
        check(job, "float32", "yes", false, 2, Map.of("spark.znn.output.compression", "0",
                "spark.znn.parts.folder", folder.resolve("elsewhere").toString(), "spark.znn.parts.keep", "yes"));
        assertEquals(0, job.partFiles().size());
        String[] parts = folder.resolve("elsewhere").toFile().list();
        assertTrue(parts.length == 1 && parts[0].matches("out_sample1_output-[0-9a-f]{16}\\.parts"),
                () -> Arrays.toString(parts));
    }

    @Test
    void blocksUseAllCoresOfTheMaster() throws Exception {
        NoiseJob job = new NoiseJob(folder, SmallNetworks.DILATED, 9).image("input",
                new NoiseImage(new Vec3(6, 40, 50), 9));
        for (int cores : new int[] {2, 1, 3}) {
            ZnnInProcess.run(cores, Map.of(), "forward", "-c", job.job(), "--overwrite").assertSuccess();
            // Threads of the previous team may still be terminating.
            for (int tries = 0; workers() > cores - 1 && tries < 1000; tries++) {
                Thread.sleep(10);
            }
            assertEquals(cores - 1, workers());
        }
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("znn-")).count();
    }

    private static long blocks(CommandResult result) {
        Matcher matcher = Pattern.compile("(\\d+) blocks of").matcher(result.err());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static CommandResult check(NoiseJob job, String dtype, String mirror, boolean softmax, int cores,
            Map<String, String> settings) throws Exception {
        Precision precision = dtype.equals("float32") ? Precision.FLOAT32 : Precision.FLOAT64;
        CommandResult result = ZnnInProcess.run(cores, settings, "forward", "-c", job.job());
        result.assertSuccess();
        Map<String, Volume> expected = WholeImageReference.of(job, precision, mirror.equals("yes"), softmax);
        for (Map.Entry<String, Volume> output : expected.entrySet()) {
            VolumeAssert.assertSameBits(output.getValue(), job.result(output.getKey(), precision), output.getKey());
        }
        return result;
    }
}
