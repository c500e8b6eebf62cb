package org.znn.common.volume.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.storage.CountingSource;
import org.znn.common.volume.storage.MemorySource;

/** Tests that only the strips and tiles that a box needs are read, each of them once. */
class TiffReadCountTest {

    /** Bytes of a compressed tile of 16 x 16 random values of 4 bytes are hardly fewer than those of the values. */
    private static final int TILE_BYTES = 16 * 16 * 4;

    @Test
    void readsOnlyTheTilesOfABoxAndKeepsThem() throws IOException {
        CountingSource source = new CountingSource(sample("u4_le_lzw_p1_16.tif"));
        try (VolumeReader reader = TiffVolumeReader.open(source, Optional.empty())) {
            long opened = source.bytes();
            Box corner = new Box(new Vec3(1, 2, 3), new Vec3(1, 9, 13));
            reader.read(corner, Precision.FLOAT32);
            long read = source.bytes() - opened;
            assertTrue(read > TILE_BYTES && read < 2 * TILE_BYTES, read + " bytes");
            long before = source.bytes();
            reader.readIds(corner);
            // The positions and sizes of the tile are read again.
            assertEquals(8, source.bytes() - before, 8);
        }
    }

    @Test
    void readsAnUncompressedPageInOneRead() throws IOException {
        CountingSource source = new CountingSource(sample("one_row_strips.tif"));
        try (VolumeReader reader = TiffVolumeReader.open(source, Optional.empty())) {
            long before = source.reads();
            reader.read(Box.ofSize(reader.info().size().with(0, 1)), Precision.FLOAT32);
            // The positions and the sizes of all strips, and the strips, which have no gaps between them.
            assertEquals(3, source.reads() - before);
        }
    }

    @Test
    void opensWithTwoReadsPerPage() throws IOException {
        CountingSource three = new CountingSource(sample("white_is_zero.tif"));
        TiffVolumeReader.open(three, Optional.empty()).close();
        CountingSource one = new CountingSource(sample("long_lzw.tif"));
        TiffVolumeReader.open(one, Optional.empty()).close();
        assertEquals(2 * 2, three.reads() - one.reads());
    }

    private static MemorySource sample(String name) throws IOException {
        return new MemorySource(Files.readAllBytes(Path.of(TiffSampleFiles.path(name))));
    }
}
