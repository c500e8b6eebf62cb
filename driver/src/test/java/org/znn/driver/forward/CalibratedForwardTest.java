package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;

/** The voxel size and position of an image are those of its outputs, which have a voxel for each 2,2,2 of it. */
class CalibratedForwardTest {

    private static final double TOLERANCE = 1e-9;
    private static final Vec3 SIZE = new Vec3(9, 20, 24);

    @TempDir
    private Path folder;

    @Test
    void outputsCarryTheCalibrationOfTheImage() throws Exception {
        JobFolder job = job("space directions: (4,0,0) (0,4,0) (0,0,40)", "");
        CommandResult plan = ZnnInProcess.run(1, Map.of(), "plan", "-c", job.job());
        assertTrue(plan.out().contains("voxel size 40,4,4 nm (z,y,x)"), plan::all);
        forward(job);
        VolumeInfo output = info(job.output("output"));
        assertEquals(Map.of("axes", "c,z,y,x", "out_type", "boundary"), Map.of("axes",
                DatasetAttributes.text(job.output("output"), "axes"), "out_type", output.attributes().get("out_type")));
        Vec3 offset = Vec3.parse(DatasetAttributes.triple(job.output("output"), "offset"));
        Calibration written = output.calibration().orElseThrow();
        assertEquals("um", written.unit());
        assertNear(new Vec3d(0.08, 0.008, 0.008), written.voxelSize());
        assertNear(new Vec3d(0.4 + 0.04 * offset.z(), 0.2 + 0.004 * offset.y(), 0.1 + 0.004 * offset.x()),
                written.origin());
        Calibration tiff = info(job.file("out_sample1_output_0.tif")).calibration().orElseThrow();
        assertEquals("nm", tiff.unit());
        assertNear(new Vec3d(80, 8, 8), tiff.voxelSize());
    }

    @Test
    void theDataSpecificationCountsMoreThanTheFile() throws Exception {
        JobFolder job = job("space directions: (4,0,0) (0,4,0) (0,0,40)", "voxel_size = 30,0.5,6\nvoxel_unit = nm\n");
        CommandResult result = forward(job);
        assertTrue(result.all().contains("states voxels of 40,4,4 nm, but voxel_size and voxel_unit of [image1] state"
                + " 30,0.5,6 nm, which is used"), result::all);
        assertNear(new Vec3d(0.06, 0.001, 0.012), info(job.output("output")).calibration().orElseThrow().voxelSize());
    }

    @Test
    void outputsOfAnImageWithoutCalibrationStateNone() throws Exception {
        JobFolder job = job("# none", "");
        CommandResult result = forward(job);
        assertFalse(result.all().contains("voxel size"), result::all);
        assertTrue(info(job.output("output")).calibration().isEmpty());
        assertTrue(info(job.file("out_sample1_output_0.tif")).calibration().isEmpty());
    }

    @Test
    void illegalKeysAreRefused() throws Exception {
        JobFolder job = job("# none", "voxel_size = 4,4\nvoxel_unit = furlong\n");
        CommandResult result = ZnnInProcess.run(1, Map.of(), "plan", "-c", job.job());
        assertEquals(2, result.exit(), result::all);
        assertTrue(result.err().contains("'voxel_size = 4,4' is not legal; write three positive numbers z,y,x"),
                result::all);
        job.write("data.spec", spec("voxel_size = 4,4,4\nvoxel_unit = furlong\n"));
        result = ZnnInProcess.run(1, Map.of(), "plan", "-c", job.job());
        assertTrue(result.err().contains("'voxel_unit = furlong' is not a known unit of length"), result::all);
        job.write("data.spec", spec("voxel_size = 4,4,4\n"));
        result = ZnnInProcess.run(1, Map.of(), "plan", "-c", job.job());
        assertTrue(result.err().contains("[image1] has no 'voxel_unit'; add 'voxel_unit = nm'"), result::all);
    }

    private JobFolder job(String headerLine, String keys) throws Exception {
        NoiseJob job = new NoiseJob(folder, SmallNetworks.SMALL_POOLED, 7);
        byte[] header = ("NRRD0005\ntype: uchar\ndimension: 3\nsizes: " + SIZE.x() + " " + SIZE.y() + " " + SIZE.z()
                + "\nencoding: raw\nspace: left-posterior-superior\n" + headerLine
                + "\nspace units: \"nm\" \"nm\" \"nm\"\nspace origin: (100,200,400)\n\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] file = Arrays.copyOf(header, header.length + Math.toIntExact(SIZE.product()));
        for (int i = header.length; i < file.length; i++) {
            file[i] = (byte) (i * 37 >> 2);
        }
        job.files().write("image.nrrd", file);
        job.files().write("data.spec", spec(keys));
        return job.files();
    }

    private String spec(String keys) {
        return "[image1]\nfnames = " + folder.resolve("image.nrrd") + "\npp_types = none\n" + keys
                + "[sample1]\ninput = 1\n";
    }

    private static CommandResult forward(JobFolder job) {
        CommandResult result = ZnnInProcess.run(1, Map.of("znn.output.tiff", "yes"), "forward", "-c", job.job());
        result.assertSuccess();
        return result;
    }

    private static VolumeInfo info(Path file) throws Exception {
        try (VolumeReader reader = VolumeReaders.open(file.toString())) {
            return reader.info();
        }
    }

    private static void assertNear(Vec3d expected, Vec3d actual) {
        for (int axis = 0; axis < 3; axis++) {
            assertEquals(expected.get(axis), actual.get(axis), TOLERANCE * Math.abs(expected.get(axis)));
        }
    }
}
