package org.znn.common.volume.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.n5.N5VolumeReader;
import org.znn.common.volume.storage.CountingStorage;

/** Tests that a box costs only the chunks it overlaps, each opened once, and of a shard only its index and chunks. */
class ZarrReadCountTest {

    @TempDir
    private Path folder;
    private CountingStorage files;

    @BeforeEach
    void countReads() throws IOException {
        ZarrSamples.unpack(folder);
        files = new CountingStorage(folder.toString());
    }

    @Test
    void opensEachChunkOnce() throws IOException {
        try (VolumeReader reader = ZarrVolumeReader.open(files.storage(), folder + "/ome4.zarr", Optional.of("/0"))) {
            files.reset();
            reader.read(new Box(new Vec3(1, 3, 4), new Vec3(4, 2, 2)), Precision.FLOAT32);
            assertEquals(16, files.opened().size());
            reader.read(new Box(new Vec3(1, 3, 4), new Vec3(4, 2, 2)), Precision.FLOAT32);
            assertTrue(files.opened().values().stream().allMatch(n -> n == 1), () -> files.opened().toString());
        }
        try (VolumeReader reader = N5VolumeReader.open(files.storage(), folder + "/channels.n5", Optional.empty())) {
            files.reset();
            reader.read(new Box(new Vec3(0, 0, 0), new Vec3(3, 4, 6)), Precision.FLOAT32);
            assertEquals(Map.of("/channels.n5/a/0/0/0/0", 1, "/channels.n5/a/1/0/0/0", 1), files.opened());
        }
    }

    /** The shard 0/0/0 holds 8 chunks of 2 x 4 x 4 bytes; its index has 8 entries of 16 bytes and a checksum. */
    @Test
    void readsIndexAndChunksOfAShardOnly() throws IOException {
        try (VolumeReader reader = ZarrVolumeReader.open(files.storage(), folder + "/ome5.zarr", Optional.of("/0"))) {
            files.reset();
            reader.read(new Box(new Vec3(0, 0, 0), new Vec3(2, 4, 4)), Precision.FLOAT32);
            assertEquals(Map.of("/ome5.zarr/0/c/0/0/0", 1), files.opened());
            long first = files.bytes() - (8 * 16 + 4);
            assertTrue(first > 0 && first < 60, first + " bytes for a chunk");
            reader.read(new Box(new Vec3(0, 0, 0), new Vec3(4, 8, 8)), Precision.FLOAT32);
            assertEquals(Map.of("/ome5.zarr/0/c/0/0/0", 1), files.opened());
            assertTrue(files.bytes() < 8 * 16 + 4 + 8 * 60, files.bytes() + " bytes");
        }
    }
}
