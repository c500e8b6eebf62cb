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

/** Tests that missing, truncated, damaged or unsupported files are rejected quickly, with file name and reason. */
@Timeout(20)
class InvalidVolumeFilesTest {

    @TempDir
    private Path folder;

    @Test
    void suggestsNearestNameForMissingFile() throws IOException {
        Files.write(folder.resolve("train_volume.h5"), new byte[9]);
        assertRejected(folder.resolve("train-volume.h5"), "there is no such file; did you mean"
                + " 'train_volume.h5'?");
    }

    @Test
    void emptyFolder() {
        assertRejected(folder, "the folder is empty");
    }

    @Test
    void emptyFile() throws IOException {
        assertRejected(write("a.h5", new byte[0]), "the file is empty");
    }

    @Test
    void textFileNamedHdf5() throws IOException {
        assertRejected(write("a.h5", "hello".getBytes(StandardCharsets.US_ASCII)),
                "the format of the file is not known (its first bytes are 68 65 6c 6c 6f); supported are HDF5, Zarr,"
                        + " N5, TIFF, folders of PNG or TIFF sections, NIfTI, NRRD, MRC and NumPy's .npy");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            layouts.h5:/pairs   | the element type is not supported
            layouts.h5:/complex | the element type is not supported
            layouts.h5:/text    | the element type is not supported
            layouts.h5:/line    | the dataset has 1 axis [4]; a volume has the axes (y, x), (z, y, x) or
            layouts.h5:/empty   | the shape is [0, 5, 6]; each axis must have 1 to 2147483647 voxels
            one_volume.h5:/main | the file has no dataset /main; its datasets are /notes/line [4], /raw/images \
            [3, 5, 6]; name one after the file, as in volume.h5:/raw/images
            external.h5         | the linked file /dev/null: is a pipe or device, not a file; store its contents
            layouts.h5:/pair    | the file has no dataset /pair; its datasets are /all [3, 5, 6], /bool
            links.h5:/deep      | /deep is a group, not a dataset; its datasets are /deep/volume [3, 5, 6]
            main.h5:/main?t=0   | the array has no axis t; its axes are z,y,x
            main.h5:/main?axes=zy | the dataset has 3 axes [3, 5, 6], but 2 are named: z,y
            layouts.h5          | the file has no dataset /main; its datasets are /all [3, 5, 6], /bool [3, 5, 6]
            """)
    void unsupportedDatasets(String path, String message) {
        VolumeException e = assertThrows(VolumeException.class, () -> VolumeReaders.open(SampleFiles.path(path)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"8", "60", "96", "140", "800", "1400"})
    void truncatedHdf5(int length) throws IOException {
        byte[] whole = sample("main.h5");
        VolumeException e = assertThrows(VolumeException.class,
                () -> read(write("cut.h5", Arrays.copyOf(whole, length))));
        assertTrue(e.getMessage().startsWith(folder + "/cut.h5"), e.getMessage());
    }

    @Test
    void hdf5TruncatedWithinItsData() throws IOException {
        byte[] whole = sample("main.h5");
        assertRejected(write("cut.h5", Arrays.copyOf(whole, whole.length - 60)),
                "cut.h5: the file has " + (whole.length - 60)
                + " of " + whole.length + " bytes: it is truncated or damaged");
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
    void chunkWithWrongChecksum() throws IOException {
        byte[] bytes = sample("layouts.h5");
        bytes[5521 + 3] ^= 1;
        VolumeException e = assertThrows(VolumeException.class, () -> read(write("a.h5", bytes), "/fletcher32"));
        assertTrue(e.getMessage().endsWith("the checksum of a chunk does not match its contents: the file is damaged"),
                e.getMessage());
    }

    @Test
    void tiffWithCyclicDirectories() throws IOException {
        TiffBytes tiff = new TiffBytes().directory(8, 8, 4, 4);
        assertRejected(write("a.tif", tiff.bytes()), "the page directories form a cycle after page 1: the file is"
                + " damaged");
    }

    @Test
    void tiffWithImpossibleSize() throws IOException {
        assertRejected(write("a.tif", new TiffBytes().directory(8, 0, 1 << 30, 1 << 30).bytes()),
                "a page declares 1073741824 x 1073741824 pixels of 1 UINT8, more than a file of 1024 bytes can hold: it"
                        + " is truncated or damaged");
        assertRejected(write("a.tif", new TiffBytes().directory(8, 0, 0, 4).bytes()),
                "a page declares a WIDTH of 0 pixels; it must be 1 to 2147483647");
    }

    @Test
    void tiffWithPagesOfDifferentSizes() throws IOException {
        assertRejected(write("a.tif", new TiffBytes().directory(8, 300, 4, 4).directory(300, 0, 4, 5).bytes()),
                "page 2 has 5 x 4 pixels of 1 UINT8, but page 1 has 4 x 4 pixels of 1 UINT8; all pages of a volume must"
                        + " have the same size and type");
    }

    @Test
    void tiffWithDirectoryOutsideTheFile() throws IOException {
        assertRejected(write("a.tif", new TiffBytes().directory(8, 100_000, 4, 4).bytes()),
                "the file has 1024 bytes, but 2 bytes at position 100000 are needed: it is truncated or damaged");
        assertRejected(write("a.tif", new byte[] {'I', 'I', 42, 0}),
                "the file has 4 bytes, but 4 bytes at position 4 are needed: it is truncated or damaged");
        assertRejected(write("a.tif", new byte[] {'I', 'I', 42, 0, 0, 0, 0, 0}), "the file has no pages");
    }

    @Test
    void tiffWithTooManyEntries() throws IOException {
        byte[] bytes = new TiffBytes().directory(8, 0, 4, 4).bytes();
        bytes[8] = -1;
        bytes[9] = -1;
        assertRejected(write("a.tif", bytes),
                "the page directory at position 8 declares 65535 entries: the file is damaged");
    }

    @Test
    void tiffWithoutPixels() throws IOException {
        assertRejected(write("a.tif", new TiffBytes().with(273, 900_000).directory(8, 0, 4, 4).bytes()),
                ", box 0..1, 0..4, 0..4: the file has 1024 bytes, but 16 bytes at position 900000 are needed: it is"
                        + " truncated or damaged");
    }

    @Test
    void unsupportedTiffs() throws IOException {
        assertRejected(write("a.tif", new TiffBytes().with(259, 34925).directory(8, 0, 4, 4).bytes()),
                "the compression LZMA (34925) is not supported; store the file with deflate, LZW, Zstandard or no"
                        + " compression, for example in Python with tifffile.imwrite('new.tif',");
        assertRejected(write("a.tif", new TiffBytes().with(258, 65).directory(8, 0, 4, 4).bytes()),
                "samples of 65 bits with sample format 1 are not supported");
    }

    @Test
    void truncatedImageJStack() throws IOException {
        byte[] bytes = sample("imagej_virtual.tif");
        assertRejected(write("cut.tif", Arrays.copyOf(bytes, bytes.length - 1)),
                "the ImageJ description declares 3 images, but the file holds 2: it is truncated or damaged");
        byte[] absurd = new String(bytes, StandardCharsets.ISO_8859_1).replace("images=3\nslices=3",
                "images=2147483648").getBytes(StandardCharsets.ISO_8859_1);
        assertRejected(write("absurd.tif", absurd), "the ImageJ description declares 2147483648 images, but the file"
                + " holds 3");
    }

    @ParameterizedTest
    @CsvSource({"u1_deflate.tif", "u2_lzw.tif", "f4_predictor.tif"})
    void damagedCompressedTiff(String name) throws IOException {
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
    void inconsistentRawPairs() throws IOException {
        write("a.image", new byte[64]);
        write("a.size", new byte[] {2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0});
        assertRejected(folder.resolve("a"), "a.image: the file has 64 bytes, but " + folder
                + "/a.size declares 1,2,2 voxels (z,y,x) of 8 bytes");
        write("a.size", new byte[4]);
        assertRejected(folder.resolve("a.image"), "the file has 4 bytes; the size of a volume is stored as three"
                + " uint32 x, y, z (12 bytes)");
        write("a.size", new byte[12]);
        assertRejected(folder.resolve("a"), "the file declares 0,0,0 voxels (z,y,x); each axis must have 1 to"
                + " 2147483647");
    }

    @Test
    void fractionalIds() throws IOException {
        try (VolumeReader reader = VolumeReaders.open(SampleFiles.path("types.h5:/f4/little"))) {
            VolumeException e = assertThrows(VolumeException.class,
                    () -> reader.readIds(new Box(Vec3.ZERO, new Vec3(1, 1, 2))));
            assertTrue(e.getMessage().endsWith("types.h5, dataset /f4/little, box 0..1, 0..1, 0..2: ids must be whole"
                    + " numbers, but the file contains -15.953125"), e.getMessage());
        }
    }

    private void assertRejected(Path file, String message) {
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
