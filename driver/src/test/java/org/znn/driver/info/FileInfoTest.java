package org.znn.driver.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.SharedData;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;

/** Descriptions of networks and volumes with known contents. */
class FileInfoTest {

    @TempDir
    private Path folder;

    @Test
    void describesANetwork() throws IOException {
        Path file = Files.writeString(folder.resolve("small.znn"), """
                nodes input
                type input
                size 1
                edges conv
                type conv
                init zero
                size 1,3,3
                input input
                output hidden
                nodes hidden
                type transfer
                function rectify_linear
                size 4
                edges pool
                type max_filter
                size 1,2,2
                stride 1,2,2
                input hidden
                output pooled
                nodes pooled
                type sum
                size 4
                edges last
                type conv
                init zero
                size 1,2,2
                input pooled
                output output
                nodes output
                type transfer
                function forward_logistics
                size 2
                """);
        List<String> lines = FileInfo.describe(file.toString());
        assertEquals(List.of(
                file + ": a network of 4 nodes and 3 edges",
                "inputs           input (1 map)",
                "outputs          output (2 maps)",
                "field of view    1,6,6",
                "parameters       74",
                "",
                "layer  type        from    to                          maps   size                dilation"
                        + "  parameters",
                "conv   conv        input   hidden (rectify_linear)     1 > 4  1,3,3                         36",
                "pool   max_filter  hidden  pooled                      4 > 4  1,2,2 stride 1,2,2",
                "last   conv        pooled  output (forward_logistics)  4 > 2  1,2,2               1,2,2     32",
                "",
                "patch at input = output + 0,5,5, at least 1,6,6"), lines.subList(0, 12));
        // One output voxel: 4x4 positions of 2·4·9 operations, then 2·4·2·4.
        assertTrue(lines.stream().anyMatch(l -> l.matches("1,1,1 +1,6,6 +1\\.2 k +.*")), lines.toString());
    }

    @Test
    void invalidNetworkIsAUserError() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.znn"), "nodes input\ntype inptu\nsize 1\n");
        assertThrows(UserErrorException.class, () -> FileInfo.describe(file.toString()));
    }

    @Test
    void errorForAJobRefersToPlan() {
        UserErrorException error = assertThrows(UserErrorException.class, () -> FileInfo.describe("job.cfg"));
        assertTrue(error.getMessage().contains("znn plan -c JOB.cfg"));
    }

    @Test
    void missingFileIsNamed() {
        VolumeException missing = assertThrows(VolumeException.class,
                () -> FileInfo.describe(folder.resolve("none.h5").toString()));
        assertTrue(missing.getMessage().endsWith("none.h5: there is no such file"), missing.getMessage());
    }

    /** The expected values were computed with NumPy. */
    @Test
    void describesAVolume() throws IOException {
        String file = SharedData.path("data/fib25/image.h5").toString();
        assertEquals(List.of(file + ": a volume", "format           HDF5",
                "axes as stored   z,y,x", "size (z,y,x)     125,250,250", "channels         1",
                "type             uint8", "chunk            32,64,64", "uncompressed     7.5 MiB",
                "values           31 to 217", "mean             128.087, standard deviation 33.4551"),
                FileInfo.describe(file));
    }

    @Test
    void describesTheStateOfTraining() throws IOException {
        List<String> lines = FileInfo.describe(SharedData.path("data/nets/piriform_N4.h5").toString());
        assertTrue(lines.contains("training         up to iteration 150,000"), lines.toString());
        assertTrue(lines.contains("field of view    1,95,95"), lines.toString());
    }

    @Test
    void nonFiniteWeightsAreAWarning() throws IOException {
        List<String> lines = FileInfo.describe(SharedData.path("data/nets/srini2d_diverged_nan.h5").toString());
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("warning: ") && l.contains("NaN")), lines.toString());
    }

    @Test
    void smallVolumeIsReadCompletely() {
        VolumeInfo info = VolumeInfo.of("v", "HDF5", "c,z,y,x", 2, new Vec3(30, 500, 600), ElementType.UINT8);
        List<Box> boxes = VolumeSample.boxes(info);
        assertEquals(info.size().product(), boxes.stream().mapToLong(Box::voxels).sum());
    }

    @Test
    void readsABoundedPartOfALargeVolume() {
        for (Vec3 size : List.of(new Vec3(1000, 5000, 5000), new Vec3(1, 100_000, 100_000), new Vec3(100_000, 200, 200),
                new Vec3(2, 3, 1_000_000_000), new Vec3(1_000_000_000, 2, 2), new Vec3(1, 1_000_000_000, 1))) {
            VolumeInfo info = VolumeInfo.of("v", "HDF5", "c,z,y,x", 3, size, ElementType.FLOAT32);
            List<Box> boxes = VolumeSample.boxes(info);
            assertTrue(boxes.size() >= 1 && boxes.size() <= 16, size + ": " + boxes);
            for (Box box : boxes) {
                assertTrue(Box.ofSize(size).contains(box) && !box.isEmpty(), size + ": " + box);
                assertTrue(3 * box.voxels() <= 1 << 21, size + ": " + box);
            }
        }
    }

    @Test
    void decodesALimitedNumberOfLargeChunks() {
        Vec3 huge = new Vec3(1, 1, 1 << 29);
        VolumeInfo thin = VolumeInfo.of("v", "Zarr", "z,y,x", 1, new Vec3(64, 3000, 400), ElementType.UINT8)
                .withChunk(Optional.of(huge));
        List<Box> boxes = VolumeSample.boxes(thin);
        assertTrue(boxes.size() <= 2 && boxes.stream().allMatch(b -> b.size().y() == 1), boxes.toString());
        VolumeInfo whole = VolumeInfo.of("v", "Zarr", "z,y,x", 1, new Vec3(512, 1024, 1024), ElementType.UINT8)
                .withChunk(Optional.of(new Vec3(512, 1024, 1024)));
        assertEquals(16, VolumeSample.boxes(whole).size(), "boxes in the same chunk, which is decoded once");
    }

    @Test
    void readsAVolumeChunkByChunk() {
        Vec3 chunk = new Vec3(8, 64, 64);
        VolumeInfo info = VolumeInfo.of("v", "HDF5", "z,y,x", 1, new Vec3(64, 512, 512), ElementType.UINT8)
                .withChunk(Optional.of(chunk));
        for (Box box : VolumeSample.boxes(info)) {
            Vec3 start = box.start();
            assertEquals(start, start.floorDiv(chunk).times(chunk), "each box begins with a chunk");
        }
    }
}
