package org.znn.common.volume.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.SharedData;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeReader;

/** Tests microscopy volumes against values read by h5py and tifffile (CRC-32 of the voxels as little-endian int64). */
class RealVolumesTest {

    private static final Box INNER = new Box(new Vec3(3, 100, 50), new Vec3(4, 40, 40));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            isbi2012/train-volume.tif|UINT8|25,512,512|0|255|820854862|208034237|3103601325|1857534693
            isbi2012/train-labels.tif|UINT8|25,512,512|0|255|1297229115|2335907248|2589472876|4285933199
            isbi2012/test-volume.tif|UINT8|15,512,512|0|255|507550674|1990254789|687688196|2244467037
            fib25/image.h5|UINT8|125,250,250|31|217|1000680246|2958510553|1535872003|1869765124
            fib25/label.h5|UINT16|125,250,250|0|523|1066025566|4268587914|3419391460|2610597490
            """)
    void matchReferenceReaders(String file, ElementType type, String size, long min, long max, long sum, long inner,
            long first, long last) throws IOException {
        try (VolumeReader reader = VolumeReaders.open(SharedData.path("data/" + file).toString())) {
            Vec3 whole = reader.info().size();
            assertEquals(Vec3.parse(size), whole);
            assertEquals(type, reader.info().type());
            assertEquals(1, reader.info().channels());
            long[] voxels = reader.readIds(Box.ofSize(whole));
            assertEquals(min, Arrays.stream(voxels).min().orElseThrow());
            assertEquals(max, Arrays.stream(voxels).max().orElseThrow());
            assertEquals(sum, Arrays.stream(voxels).sum());
            assertEquals(inner, crc(reader.readIds(INNER)));
            assertEquals(first, crc(reader.readIds(Box.ofSize(whole.with(0, 1)))));
            assertEquals(last, crc(reader.readIds(new Box(new Vec3(whole.z() - 1, 0, 0), whole.with(0, 1)))));
        }
    }

    @Test
    void readsNetworkOutputWithTwoChannels() throws IOException {
        String file = SharedData.path("golden/pipeline/isbi_test_3_slices_piriform_N4.h5").toString();
        try (VolumeReader reader = VolumeReaders.open(file)) {
            assertEquals(2, reader.info().channels());
            assertEquals(new Vec3(3, 512, 512), reader.info().size());
            assertEquals(new Vec3(1, 64, 128), reader.info().chunk().orElseThrow());
            FloatVolume all = (FloatVolume) reader.read(Box.ofSize(reader.info().size()), Precision.FLOAT32);
            ByteBuffer bytes = ByteBuffer.allocate(all.data().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(all.data());
            CRC32 crc = new CRC32();
            crc.update(bytes.array());
            assertEquals(444428093, crc.getValue());
        }
    }

    private static long crc(long[] voxels) {
        ByteBuffer bytes = ByteBuffer.allocate(voxels.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(voxels);
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        return crc.getValue();
    }
}
