package org.znn.common.volume.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.SampleValues;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.storage.Storages;

/** Tests ids encoded as colours. */
class ColourIdReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"layouts.h5:/rgb", "layouts.h5:/rgba", "rgb.tif", "rgba_lzw.tif", "rgb_separate.tif"})
    void combinesColourChannelsIntoIds(String name) throws IOException {
        try (VolumeReader reader = VolumeReaders.openIds(SampleFiles.path(name), Storages.standard())) {
            assertEquals(1, reader.info().channels());
            assertEquals(ElementType.UINT32, reader.info().type());
            Box box = new Box(new Vec3(1, 2, 0), new Vec3(2, 3, 5));
            long[] ids = reader.readIds(box);
            Volume floats = reader.read(box, Precision.FLOAT32);
            Volume doubles = reader.read(box, Precision.FLOAT64);
            for (int z = 0; z < 2; z++) {
                for (int y = 0; y < 3; y++) {
                    for (int x = 0; x < 5; x++) {
                        long id = 65536 * colour(0, z + 1, y + 2, x) + 256 * colour(1, z + 1, y + 2, x)
                                + colour(2, z + 1, y + 2, x);
                        assertEquals(id, ids[floats.index(0, z, y, x)]);
                        assertEquals(id, floats.get(0, z, y, x));
                        assertEquals(id, doubles.get(0, z, y, x));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.h5", "u4_little.tif", "layouts.h5:/channels"})
    void leavesOtherVolumesUnchanged(String name) throws IOException {
        try (VolumeReader ids = VolumeReaders.openIds(SampleFiles.path(name), Storages.standard());
                VolumeReader plain = VolumeReaders.open(SampleFiles.path(name))) {
            assertEquals(plain.info(), ids.info());
        }
    }

    private static long colour(int channel, int z, int y, int x) {
        return SampleValues.id(ElementType.UINT8, channel, z, y, x);
    }
}
