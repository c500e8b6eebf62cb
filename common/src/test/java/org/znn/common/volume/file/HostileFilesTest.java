package org.znn.common.volume.file;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;

/** Files that are missing, cut short, damaged or of the wrong kind are refused quickly, with file and reason. */
@Timeout(20)
class HostileFilesTest {

    @TempDir
    private Path folder;

    @Test
    void missingFileWithTheNearestName() throws IOException {
        Files.write(folder.resolve("train_volume.h5"), new byte[9]);
        refuses(folder.resolve("train-volume.h5"), "there is no such file; did you mean " + folder
                + "/train_volume.h5?");
    }

    @Test
    void folder() {
        refuses(folder, "it is a folder, not a file");
    }

    @Test
    void emptyFile() throws IOException {
        refuses(write("a.h5", new byte[0]), "it is empty");
    }

    @Test
    void textCalledHdf5() throws IOException {
        refuses(write("a.h5", "hello".getBytes(StandardCharsets.US_ASCII)),
                "it is neither HDF5 nor TIFF (it begins with the bytes 68 65 6c 6c 6f)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            layouts.h5:/pairs   | it does not hold numbers that volumes are made of
            layouts.h5:/complex | it does not hold numbers that volumes are made of
            layouts.h5:/text    | it does not hold numbers that volumes are made of
            layouts.h5:/line    | it has 1 axis [4]; a volume has (y, x), (z, y, x) or (channel, z, y, x)
            layouts.h5:/five    | it has 5 axes [1, 1, 3, 5, 6]; a volume has (y, x)
            layouts.h5:/empty   | its shape is [0, 5, 6]; each axis must have 1 to 2147483647 voxels
            one_volume.h5:/main | it has no dataset /main; its datasets are /notes/line [4], /raw/images [3, 5, 6]; \
            name one after the file, as in volume.h5:/raw/images
            links.h5            | /main is a link to another file or to nothing; name the file
            external.h5         | it uses a part of HDF5 that cannot be read here
            virtual.h5          | it uses a part of HDF5 that cannot be read here
            newest.h5           | it uses a part of HDF5 that cannot be read here
            scale_offset.h5     | its chunks went through the filter scaleoffset (id 6), which cannot be undone here; \
            store it with gzip or lzf
            layouts.h5          | it has no dataset /main; its datasets are /all [3, 5, 6], /bool [3, 5, 6]
            """)
    void datasetsThatAreNoVolumes(String path, String message) {
        VolumeException e = assertThrows(VolumeException.class, () -> VolumeReaders.open(SampleFiles.path(path)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"8", "60", "96", "140", "800", "1400"})
    void hdf5CutShort(int length) throws IOException {
        byte[] whole = sample("main.h5");
        VolumeException e = assertThrows(VolumeException.class,
                () -> read(write("cut.h5", Arrays.copyOf(whole, length))));
        assertTrue(e.getMessage().startsWith(folder + "/cut.h5"), e.getMessage());
    }

    @Test
    void hdf5CutWithinItsNumbers() throws IOException {
        byte[] whole = sample("main.h5");
        refuses(write("cut.h5", Arrays.copyOf(whole, whole.length - 60)), "cut.h5: it has " + (whole.length - 60)
                + " bytes of " + whole.length + ": it is cut short or damaged");
    }

    @Test
    void damagedChunk() throws IOException {
        byte[] bytes = sample("layouts.h5");
        // The stored chunks of /gzip are the first zlib streams of the file.
        int stream = find(bytes, new byte[] {0x78, 0x5e});
        Arrays.fill(bytes, stream + 2, stream + 12, (byte) 0xff);
        VolumeException e = assertThrows(VolumeException.class, () -> read(write("a.h5", bytes), "/gzip"));
        assertTrue(e.getMessage().startsWith(folder + "/a.h5, dataset /gzip, box 0..3, 0..5, 0..6: a compressed chunk"),
                e.getMessage());
        assertTrue(e.getMessage().contains("damaged"), e.getMessage());
    }

    @Test
    void chunkWithAWrongChecksum() throws IOException {
        byte[] bytes = sample("layouts.h5");
        bytes[5521 + 3] ^= 1;
        VolumeException e = assertThrows(VolumeException.class, () -> read(write("a.h5", bytes), "/fletcher32"));
        assertTrue(e.getMessage().endsWith("the checksum of a chunk does not agree with its bytes: it is damaged"),
                e.getMessage());
    }

    @Test
    void tiffWhoseDirectoriesRunInACircle() throws IOException {
        TiffBytes tiff = new TiffBytes().directory(8, 8, 4, 4);
        refuses(write("a.tif", tiff.bytes()), "after page 1 its directories run in a circle: it is damaged");
    }

    @Test
    void tiffOfAbsurdSize() throws IOException {
        refuses(write("a.tif", new TiffBytes().directory(8, 0, 1 << 30, 1 << 30).bytes()),
                "a page claims 1073741824 x 1073741824 pixels of 1 UINT8, more than a file of 1024 bytes can hold: it"
                        + " is cut short or damaged");
        refuses(write("a.tif", new TiffBytes().directory(8, 0, 0, 4).bytes()),
                "a page claims a WIDTH of 0 pixels; it must be 1 to 2147483647");
    }

    @Test
    void tiffWithPagesOfDifferentSizes() throws IOException {
        refuses(write("a.tif", new TiffBytes().directory(8, 300, 4, 4).directory(300, 0, 4, 5).bytes()),
                "page 2 has 5 x 4 pixels of 1 UINT8, but page 1 has 4 x 4 pixels of 1 UINT8; the pages of a volume must"
                        + " be alike");
    }

    @Test
    void tiffWhoseDirectoryLiesOutside() throws IOException {
        refuses(write("a.tif", new TiffBytes().directory(8, 100_000, 4, 4).bytes()),
                "it ends after 1024 bytes, but 2 bytes at position 100000 are needed: it is cut short or damaged");
        refuses(write("a.tif", new byte[] {'I', 'I', 42, 0}),
                "it ends after 4 bytes, but 4 bytes at position 4 are needed: it is cut short or damaged");
        refuses(write("a.tif", new byte[] {'I', 'I', 42, 0, 0, 0, 0, 0}), "it has no pages");
    }

    @Test
    void tiffWithTooManyEntries() throws IOException {
        byte[] bytes = new TiffBytes().directory(8, 0, 4, 4).bytes();
        bytes[8] = -1;
        bytes[9] = -1;
        refuses(write("a.tif", bytes),
                "the directory of a page at position 8 claims 65535 entries: it is damaged");
    }

    @Test
    void tiffWithoutPixels() throws IOException {
        refuses(write("a.tif", new TiffBytes().with(273, 900_000).directory(8, 0, 4, 4).bytes()),
                ", box 0..1, 0..4, 0..4: it ends after 1024 bytes, but 16 bytes at position 900000 are needed: it is"
                        + " cut short or damaged");
    }

    @Test
    void tiffOfUnreadableKinds() throws IOException {
        refuses(write("a.tif", new TiffBytes().with(259, 50000).directory(8, 0, 4, 4).bytes()),
                "its compression Zstandard (50000) cannot be read; store it with deflate, LZW, or without compression");
        refuses(write("a.tif", new TiffBytes().with(258, 24).directory(8, 0, 4, 4).bytes()),
                "its numbers have 24 bits and the sample format 1, which is not supported");
    }

    @Test
    void imageJStackThatIsTooShort() throws IOException {
        byte[] bytes = sample("imagej_virtual.tif");
        refuses(write("cut.tif", Arrays.copyOf(bytes, bytes.length - 1)),
                "ImageJ's description says 3 images, but it holds 2: it is cut short or damaged");
        byte[] absurd = new String(bytes, StandardCharsets.ISO_8859_1).replace("images=3\nslices=3",
                "images=2147483648").getBytes(StandardCharsets.ISO_8859_1);
        refuses(write("absurd.tif", absurd), "ImageJ's description says 2147483648 images, but it holds 3");
    }

    @ParameterizedTest
    @CsvSource({"u1_deflate.tif", "u2_lzw.tif", "f4_predictor.tif"})
    void compressedTiffThatIsDamaged(String name) throws IOException {
        byte[] bytes = sample(name);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN
                : ByteOrder.BIG_ENDIAN);
        // The first strip's bytes follow the first directory.
        int directory = buffer.getInt(4);
        int end = directory + 2 + buffer.getShort(directory) * 12 + 4;
        Arrays.fill(bytes, end, bytes.length, (byte) 0xee);
        buffer.putInt(end - 4, 0);
        VolumeException e = assertThrows(VolumeException.class, () -> read(write("a.tif", bytes)));
        assertTrue(e.getMessage().startsWith(folder + "/a.tif"), e.getMessage());
    }

    @Test
    void rawPairsThatDoNotFit() throws IOException {
        write("a.image", new byte[64]);
        write("a.size", new byte[] {2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0});
        refuses(folder.resolve("a"), "a.image: it has 64 bytes, but " + folder
                + "/a.size says 1,2,2 voxels (z,y,x) of 8 bytes");
        write("a.size", new byte[4]);
        refuses(folder.resolve("a.image"), "it has 4 bytes; the size of a volume is three uint32 x, y, z of 12 bytes");
        write("a.size", new byte[12]);
        refuses(folder.resolve("a"), "it says 0,0,0 voxels (z,y,x); each axis must have 1 to 2147483647");
    }

    @Test
    void idsThatAreNoWholeNumbers() throws IOException {
        try (VolumeReader reader = VolumeReaders.open(SampleFiles.path("types.h5:/f4/little"))) {
            VolumeException e = assertThrows(VolumeException.class,
                    () -> reader.readIds(new Box(Vec3.ZERO, new Vec3(1, 1, 2))));
            assertTrue(e.getMessage().endsWith("types.h5, dataset /f4/little, box 0..1, 0..1, 0..2: ids must be whole"
                    + " numbers, but it holds -15.953125"), e.getMessage());
        }
    }

    private void refuses(Path file, String message) {
        VolumeException e = assertThrows(VolumeException.class, () -> read(file));
        assertTrue(e.getMessage().startsWith(folder.toString()) && e.getMessage().contains(message), e.getMessage());
    }

    private static void read(Path file) throws IOException {
        read(file, "");
    }

    private static void read(Path file, String dataset) throws IOException {
        try (VolumeReader reader = VolumeReaders.open(file + (dataset.isEmpty() ? "" : ":" + dataset))) {
            reader.read(Box.ofSize(reader.info().size()), Precision.FLOAT32);
        }
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(Path.of(SampleFiles.path(name)));
    }

    private static int find(byte[] bytes, byte[] pattern) {
        for (int i = 0; i + pattern.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        return -1;
    }
}
