package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.SharedData;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.hdf5.Hdf5PlaneWriter;
import org.znn.common.volume.hdf5.Hdf5VolumeSpec;
import org.znn.driver.CommandResult;
import org.znn.driver.JobFolder;
import org.znn.driver.ZnnInProcess;

/** Processes ZNN's own files end to end and compares the output with that of the golden pipeline. */
class GoldenPipelineTest {

    private static final Vec3 THREE_SLICES = new Vec3(3, 512, 512);

    @TempDir
    private Path folder;

    @Test
    void computesTheGoldenOutputOfThreeSlices() throws Exception {
        Path slices = folder.resolve("slices.h5");
        Path stack = SharedData.path("data/isbi2012/test-volume.tif");
        try (VolumeReader reader = VolumeReaders.open(stack.toString());
                Hdf5PlaneWriter writer = new Hdf5PlaneWriter(slices,
                        Hdf5VolumeSpec.plain(THREE_SLICES, new Vec3(1, 128, 128), ElementType.FLOAT32, 1))) {
            for (int z = 0; z < THREE_SLICES.z(); z++) {
                Volume plane = reader.read(new Box(new Vec3(z, 0, 0), THREE_SLICES.with(0, 1)), Precision.FLOAT32);
                float[] values = new float[(int) plane.size().product()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) plane.get(0, 0, i / 512, i % 512);
                }
                writer.writePlane(values, 0);
            }
            writer.finish();
        }
        CommandResult result = forward(slices);
        result.assertSuccess();
        check(3);
    }

    /** All slices of the original stack. */
    @Test
    @Tag("slow")
    void computesTheGoldenOutputOfTheWholeStack() throws Exception {
        CommandResult result = forward(SharedData.path("data/isbi2012/test-volume.tif"));
        result.assertSuccess();
        check(15);
    }

    private CommandResult forward(Path image) throws Exception {
        JobFolder job = new JobFolder(folder).write("data.spec", """
                [image1]
                fnames = %s
                pp_types = standard2D
                is_auto_crop = yes
                [sample1]
                input = 1
                """.formatted(image)).setAll("""
                fnet_spec = %s
                fdata_spec = data.spec
                num_threads = 0
                dtype = float32
                out_type = boundary
                cost_fn = auto
                is_bd_mirror = yes
                forward_range = 1
                forward_net = %s
                forward_conv_mode = direct
                forward_outsz = auto
                output_prefix = %s
                """.formatted(SharedData.path("data/networks/N4_relu.znn"),
                SharedData.path("data/nets/piriform_N4.h5"), folder.resolve("out")));
        return ZnnInProcess.run(2, Map.of(), "forward", "-c", job.job());
    }

    private void check(int slices) throws Exception {
        Path golden = SharedData.path("golden/pipeline/isbi_test_3_slices_piriform_N4.h5");
        Path file = folder.resolve("out_sample1_output.h5");
        try (VolumeReader expected = VolumeReaders.open(golden.toString());
                VolumeReader actual = VolumeReaders.open(file.toString())) {
            assertEquals(2, actual.info().channels());
            assertEquals(THREE_SLICES.with(0, slices), actual.info().size());
            Volume a = expected.read(Box.ofSize(THREE_SLICES), Precision.FLOAT64);
            Volume b = actual.read(Box.ofSize(THREE_SLICES), Precision.FLOAT64);
            double worst = 0;
            for (int i = 0; i < 2 * THREE_SLICES.product(); i++) {
                int x = i % 512;
                int y = i / 512 % 512;
                int z = i / 512 / 512 % 3;
                int c = i / 512 / 512 / 3;
                double difference = Math.abs(a.get(c, z, y, x) - b.get(c, z, y, x));
                worst = difference > worst || Double.isNaN(difference) ? difference : worst;
            }
            assertTrue(worst < 1e-5, "largest deviation " + worst);
        }
    }
}
