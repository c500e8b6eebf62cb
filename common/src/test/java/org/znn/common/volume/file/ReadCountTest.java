package org.znn.common.volume.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.hdf5.Hdf5PlaneWriter;
import org.znn.common.volume.hdf5.Hdf5VolumeReader;
import org.znn.common.volume.hdf5.Hdf5VolumeSpec;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.CountingSource;
import org.znn.common.volume.storage.MemorySource;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;
import org.znn.common.volume.tiff.TiffStackWriter;
import org.znn.common.volume.tiff.TiffVolumeReader;

/** Tests that readers read little more of a file than they need. */
class ReadCountTest {

    @TempDir
    private Path folder;

    @Test
    void opensStackWithLinearlyManyReads() throws IOException {
        long few = readsToOpen(stack(100));
        long many = readsToOpen(stack(2000));
        assertTrue(many <= 20 * few, few + " reads for 100 pages, " + many + " for 2000");
    }

    @Test
    void readsOnlyTheRowsOfABox() throws IOException {
        CountingSource source = new CountingSource(stack(50));
        try (VolumeReader reader = TiffVolumeReader.open(source, Optional.empty())) {
            long before = source.bytes();
            reader.read(new Box(new Vec3(7, 3, 2), new Vec3(4, 5, 6)), Precision.FLOAT32);
            assertTrue(source.bytes() - before <= 4 * (5 * 16 + 64), source.bytes() - before + " bytes");
        }
    }

    @Test
    void readsEachChunkOfABoxOnce() throws IOException {
        Path file = folder.resolve("a.h5");
        Vec3 size = new Vec3(8, 32, 32);
        try (Hdf5PlaneWriter writer = new Hdf5PlaneWriter(file,
                Hdf5VolumeSpec.plain(size, new Vec3(4, 8, 8), ElementType.UINT8, 0))) {
            for (int z = 0; z < size.z(); z++) {
                writer.writePlane(new byte[32 * 32], 0);
            }
            writer.finish();
        }
        Storage storage = Storages.standard().of("");
        CountingSource source = new CountingSource(storage.open(file.toString()));
        try (VolumeReader reader = Hdf5VolumeReader.open(source, storage, Optional.empty())) {
            Box twoChunks = new Box(new Vec3(1, 9, 6), new Vec3(2, 3, 4));
            reader.read(twoChunks, Precision.FLOAT32);
            long before = source.bytes();
            reader.read(twoChunks, Precision.FLOAT64);
            assertEquals(0, source.bytes() - before, "the chunks are cached");
            reader.read(new Box(new Vec3(5, 9, 6), new Vec3(2, 3, 4)), Precision.FLOAT32);
            assertEquals(2 * 4 * 8 * 8, source.bytes() - before, "two chunks; the index is cached");
        }
    }

    private static long readsToOpen(ByteSource stack) throws IOException {
        CountingSource source = new CountingSource(stack);
        TiffVolumeReader.open(source, Optional.empty()).close();
        return source.reads();
    }

    /** Returns a stack of pages of 16 x 16 bytes. */
    private static ByteSource stack(int pages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TiffStackWriter writer = new TiffStackWriter(out, new Vec3(pages, 16, 16), ElementType.UINT8,
                Optional.empty())) {
            for (int z = 0; z < pages; z++) {
                writer.writePlane(new byte[256], 0);
            }
            writer.finish();
        }
        return new MemorySource(out.toByteArray());
    }
}
