package org.znn.common.volume.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.SharedData;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;

/** Tests TIFF files of other people's programs against the numbers that were written. */
class SharedTiffCasesTest {

    @TempDir
    private Path folder;

    static Stream<Path> files() {
        return SharedData.files("cases/files", ".tif").stream()
                .filter(file -> !file.getFileName().toString().startsWith("jpeg12"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void holdTheNumbersBesideThem(Path file) throws IOException {
        Path numbers = folder.resolve("a.npy");
        try (ZipFile zip = new ZipFile(file.toString().replaceFirst("\\.tif$", ".npz"))) {
            Files.copy(zip.getInputStream(zip.getEntry("a.npy")), numbers);
        }
        try (VolumeReader read = VolumeReaders.open(file.toString());
                VolumeReader expected = VolumeReaders.open(numbers.toString())) {
            assertEquals(expected.info().channels(), read.info().channels());
            assertEquals(expected.info().size(), read.info().size());
            assertEquals(expected.info().type(), read.info().type());
            Box whole = Box.ofSize(read.info().size());
            assertArrayEquals(((DoubleVolume) expected.read(whole, Precision.FLOAT64)).data(),
                    ((DoubleVolume) read.read(whole, Precision.FLOAT64)).data());
            if (read.info().type().isInteger()) {
                assertArrayEquals(expected.readIds(whole), read.readIds(whole));
            }
        }
    }

    @Test
    void refusesJpegOf12Bits() {
        String file = SharedData.path("cases/files/jpeg12.tif").toString();
        VolumeException e = assertThrows(VolumeException.class, () -> VolumeReaders.open(file));
        assertTrue(e.getMessage().startsWith(file + ": the compression JPEG of samples of 12 bits is not supported; "
                + "store the file with deflate"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"label_tiled.tif", "label_u8_zlib.tif"})
    void labelsEqualThoseInHdf5(String name) throws IOException {
        String label = SharedData.path("cases/eval/label.h5").toString();
        try (VolumeReader tiff = VolumeReaders.openIds(SharedData.path("cases/eval/" + name).toString(),
                Storages.standard()); VolumeReader hdf5 = VolumeReaders.openIds(label, Storages.standard())) {
            Box whole = Box.ofSize(hdf5.info().size());
            assertArrayEquals(hdf5.readIds(whole), tiff.readIds(whole));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image3.tif", "label3.tif", "numpy_stack_of_4.tif"})
    void shortStacksAreSectionsAlsoAsLabels(String name) throws IOException {
        String path = SharedData.path("cases/jobs/tiff4/" + name).toString();
        try (VolumeReader reader = VolumeReaders.openIds(path, Storages.standard())) {
            VolumeInfo info = reader.info();
            assertEquals(1, info.channels());
            assertEquals(new Vec3(name.contains("4") ? 4 : 3, 160, 160), info.size());
        }
    }
}
