package org.znn.common.volume.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.raster.ErrorMessages;

/** Volumes in NIfTI, NRRD, MRC, NumPy's format and sections that are damaged or not supported are refused clearly. */
class InvalidOtherFilesTest {

    private static final int MUTANTS = 40;
    private static final long SEED = 5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ffd8ffe0            | JPEG, which is not supported; convert it to PNG, with ImageMagick: magick FILE
            5a495352415746494c45| Zeiss CZI, which is not supported; convert it with bioformats2raw (to Zarr), or with
            dacebe0a            | Nikon ND2
            4d41544c414220352e30204d41542d66696c65 | save('FILE.mat', '-v7.3')
            504b0304            | np.save('VOLUME.npy', np.load('FILE')['NAME'])
            76657273696f6e2068747470733a2f2f6769742d6c6673 | git lfs pull
            3c21444f4354595045  | the download has failed
            0102030405060708090a| the format of the file is not known (its first bytes are 01 02 03 04 05 06 07 08)
            """)
    void formatsThatAreNotRead(String bytes, String message) throws IOException {
        assertRefused(Files.write(folder.resolve("a.h5"), HexFormat.of().parseHex(bytes)).toString(), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            70  | 32   | voxels of complex numbers (datatype 32) are not supported
            48  | 5    | the volume has 5 points in time; choose one, in Python: nibabel.load('FILE.nii').slicer[..., 0]
            42  | -3   | the header declares axes of (negative) x 6 x 5 voxels; each axis must have 1 to 2147483647
            40  | 9    | the header declares 9 axes; NIfTI has 1 to 7
            46  | 30000| bytes of voxels from position 352 on, but the file has 772 bytes: it is truncated or damaged
            """)
    void nifti(int position, short value, String message) throws IOException {
        byte[] bytes = kept("n1_u2_le.nii");
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(40, (short) 4);
        header.putShort(48, (short) 1);
        header.putShort(position, value);
        assertRefused(write("a.nii", bytes), message);
    }

    @Test
    void niftiScaledByNaN() throws IOException {
        byte[] bytes = kept("n1_u2_le.nii");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(112, 2).putFloat(116, Float.NaN);
        assertRefused(write("a.nii", bytes), "the header adds NaN to the scaled voxels (scl_inter)");
    }

    @Test
    void niftiWithoutSignature() throws IOException {
        byte[] bytes = kept("n1_u2_le.nii");
        bytes[345] = 0;
        assertRefused(write("a.nii", bytes), "lacks NIfTI's signature");
    }

    @Test
    void niftiPairWithoutVoxels() throws IOException {
        assertRefused(write("a.hdr", kept("pair.hdr")), "the header's voxels are in a second file, which does not"
                + " exist: " + folder + "/a.img");
    }

    @Test
    void niftiPairIsFoundByItsVoxels() throws IOException {
        Path pair = OtherSamples.kept();
        try (VolumeReader byVoxels = VolumeReaders.open(pair.resolve("pair.img").toString())) {
            assertEquals(new Vec3(5, 6, 7), byVoxels.info().size());
        }
        write("a.hdr.gz", gzip(kept("pair.hdr")));
        String voxels = write("a.img.gz", gzip(kept("pair.img")));
        try (VolumeReader byVoxels = VolumeReaders.open(voxels)) {
            assertEquals(new Vec3(5, 6, 7), byVoxels.info().size());
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12 | 4          | voxels of complex numbers (mode 4) are not supported
            12 | 101        | newstack -mode 0 FILE.mrc VOLUME.mrc
            12 | 9          | the mode 9 is not one of MRC2014: 0 (int8), 1 (int16), 2 (float32), 6 (uint16), 12
            8  | 1000000000 | but the file has 1444 bytes: it is truncated or damaged
            92 | 2000000000 | but the file has 1444 bytes: it is truncated or damaged
            """)
    void mrc(int position, int value, String message) throws IOException {
        byte[] bytes = kept("m1_le.mrc");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(position, value);
        assertRefused(write("a.mrc", bytes), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            encoding: raw  | encoding: bz2    | the encoding 'bz2' is not supported; store raw or gzip, with teem: unu
            dimension: 3   | dimension: 4     | the header declares the dimension 4 and 3 sizes
            sizes: 6 5 4   | sizes: 6 5 4000  | but the file has
            sizes: 6 5 4   | sizes: 6 5 x     | 'x' of the header's field 'sizes' is not a whole number
            unsigned short | block            | the type 'block' is not supported
            endian: little | a: b             | the header has no field 'endian'
            # made by hand | data file: LIST  | voxels in several data files ('LIST') are not supported; join them
            # made by hand | data file: x.raw | x.raw does not exist
            """)
    void nrrd(String from, String to, String message) throws IOException {
        String text = new String(kept("u2_raw_le.nrrd"), StandardCharsets.ISO_8859_1).replace(from, to);
        assertRefused(write("a.nrrd", text.getBytes(StandardCharsets.ISO_8859_1)), message);
    }

    /** An error between two numbers must not be swallowed, so that the rest moves up by one. */
    @Test
    void nrrdWithAWordAmongItsNumbers() throws IOException {
        String text = "NRRD0005\ntype: uint8\ndimension: 2\nsizes: 3 2\nencoding: text\n\n1 2 x 4 5 6 7\n";
        assertRefused(write("a.nrrd", text.getBytes(StandardCharsets.US_ASCII)), "'x' is not a number of the type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            space units:\s"  | a
            space units:\s"  | \\"
            space directions: | (
            """)
    @Timeout(20)
    void nrrdWithALongField(String start, String repeated) throws IOException {
        String text = new String(kept("u2_raw_le.nrrd"), StandardCharsets.ISO_8859_1).replace("endian: little",
                "endian: little\n" + start + repeated.repeat(400_000));
        try (VolumeReader reader = VolumeReaders.open(write("a.nrrd", text.getBytes(StandardCharsets.ISO_8859_1)))) {
            assertEquals(new Vec3(4, 5, 6), reader.info().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"5000000000000000000, is more than any file holds", "-2, is negative"})
    void nrrdWithAnAbsurdSkip(String skip, String message) throws IOException {
        String text = new String(kept("u2_raw_le.nrrd"), StandardCharsets.ISO_8859_1)
                .replace("encoding: raw", "encoding: raw\nbyte skip: " + skip);
        assertRefused(write("a.nrrd", text.getBytes(StandardCharsets.ISO_8859_1)), message);
    }

    @Test
    void nrrdWithUnnamedChannels() throws IOException {
        String text = new String(kept("vector_last.nrrd"), StandardCharsets.ISO_8859_1).replace("kinds:", "kinda:");
        assertRefused(write("a.nrrd", text.getBytes(StandardCharsets.ISO_8859_1)), "the header does not tell which of"
                + " them holds the channels; add a line such as 'kinds: domain domain domain vector'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '<f4'     | '<c8'     | the elements are of the type '<c8'; store numbers, in Python: np.save(FILE
            (3, 4, 5) | (3, 4, 6) | but the file has
            (3, 4, 5) | (60,)     | the array has the shape [60]; a volume has the axes (y, x), (z, y, x) or
            'shape'   | 'shade'   | the header has no valid 'shape'
            """)
    void numpy(String from, String to, String message) throws IOException {
        String text = new String(kept("c_f4.npy"), StandardCharsets.ISO_8859_1);
        String changed = text.replace(from, to + " ".repeat(from.length() - to.length()));
        assertRefused(write("a.npy", changed.getBytes(StandardCharsets.ISO_8859_1)), message);
    }

    @Test
    void pngWithWrongChecksumOrAbsurdSize() throws IOException {
        byte[] bytes = kept("u1_grey.png");
        bytes[bytes.length - 30] ^= 1;
        assertRefused(write("a.png", bytes), "the compressed pixels are damaged");
        byte[] absurd = kept("u1_grey.png");
        ByteBuffer header = ByteBuffer.wrap(absurd);
        header.putInt(20, Integer.MAX_VALUE);
        CRC32 checksum = new CRC32();
        checksum.update(absurd, 12, 17);
        header.putInt(29, (int) checksum.getValue());
        assertRefused(write("a.png", absurd), "the header declares 11 x 2147483647 pixels, more than a file of");
    }

    /** 260 KiB of compressed pixels of one bit could expand to a row of 2 GiB. */
    @Test
    void pngWithAnAbsurdRow() throws IOException {
        byte[] bytes = Arrays.copyOf(kept("u1_grey.png"), 1 << 19);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.putInt(16, Integer.MAX_VALUE).putInt(20, 1).put(24, (byte) 1).put(25, (byte) 0);
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 12, 17);
        header.putInt(29, (int) checksum.getValue());
        assertRefused(write("a.png", bytes), "rows of 2147483647 pixels are not supported");
    }

    @Test
    void datasetOfASingleVolume() {
        assertRefused(OtherSamples.kept().resolve("u1_grey.png") + ":/main", "a file in PNG holds a single volume;"
                + " remove ':/main' from the path");
        assertRefused(OtherSamples.kept().resolve("png_u2") + ":/main", "a folder of sections holds a single volume");
    }

    @Test
    void sections() throws IOException {
        Path sections = Files.createDirectories(folder.resolve("sections"));
        String path = sections.toString();
        assertRefused(path, "the folder is empty");
        Files.write(sections.resolve("a.txt"), new byte[3]);
        assertRefused(path, "neither Zarr nor N5, and holds neither PNG nor TIFF sections among its 1 file, 'a.txt'");
        Files.write(sections.resolve("a1.jpg"), new byte[3]);
        assertRefused(path, "sections such as a1.jpg are not supported; convert them to PNG, with ImageMagick: magick"
                + " mogrify -format png '*.jpg'");
        Files.write(sections.resolve("a1.png"), kept("u1_grey.png"));
        Files.write(sections.resolve("a3.png"), kept("u1_grey.png"));
        try (VolumeReader reader = VolumeReaders.open(path)) {
            assertEquals(List.of("the numbers in the names of the sections advance by 2; the sections are read as"
                    + " neighbours", "2 other files are ignored: a.txt, …"), reader.info().notes());
        }
        Files.write(sections.resolve("a4.png"), kept("u1_grey.png"));
        try (VolumeReader reader = VolumeReaders.open(path)) {
            assertEquals("the numbers 2 are missing in the names of the sections; the sections around a gap are read as"
                    + " neighbours", reader.info().notes().get(0));
        }
        Files.write(sections.resolve("a10.png"), kept("u2_rgb.png"));
        assertRefused(path, "the sections differ: " + path + "/a1.png has 13 x 11 pixels, 1 channel of uint8, but "
                + path + "/a10.png has 13 x 11 pixels, 3 channels of uint16");
        assertRefused(path + "/b*.png", "no file name matches the pattern");
        assertRefused(folder + "/*/a1.png", "wildcards are supported in the names of files only");
        assertRefused(folder + "/section/*.png", "does not exist either; did you mean 'sections/");
        Files.write(sections.resolve("b.tif"), new byte[3]);
        assertRefused(path, "there are both PNG files (a1.png) and TIFF files (b.tif); choose one kind");
    }

    @Test
    void missingDatasetSeparator() throws IOException {
        write("a.h5", new byte[9]);
        assertRefused(folder + "/a.h5/main", "a dataset in it is written a.h5:/main");
        assertRefused(folder + "/a.h5:main", "a dataset is written with a slash: " + folder + "/a.h5:/main");
        assertRefused(folder + "/a.h5:raw/main", "a dataset is written with a slash: " + folder + "/a.h5:/raw/main");
        write("[a]: b.h5", new byte[9]);
        assertRefused(folder + "/[a]: b.h5:c/d", "with a slash: " + folder + "/[a]: b.h5:/c/d");
    }

    @Test
    void linkWithoutTarget() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.h5"), Path.of("moved.h5"));
        assertRefused(folder + "/link.h5", "there is no such file; it is a link to moved.h5, which does not exist");
    }

    /** An administrator may read every file; hence the test of the sentence alone. */
    @Test
    void filesOfOthers() {
        assertEquals("permission to read /data/a.h5 is denied; ask its owner",
                ErrorMessages.describe(new AccessDeniedException("/data/a.h5")));
    }

    @Test
    void foldersWhereSectionsShouldBe() throws IOException {
        Files.createDirectories(folder.resolve("scan/day1"));
        assertRefused(folder + "/scan", "/scan: there is the folder day1 where sections should be; name the folder");
    }

    @Test
    @Timeout(10)
    void pipesAndDevices() throws Exception {
        Path pipe = folder.resolve("pipe.tif");
        Assumptions.assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");
        assertRefused(pipe.toString(), "pipe.tif: is a pipe or device, not a file");
        assertRefused("/dev/zero", "/dev/zero: is a pipe or device, not a file");
    }

    static Stream<String> files() throws IOException {
        return OtherSamples.in(OtherSamples.kept()).stream().map(OtherSamples.Sample::toString)
                .filter(name -> Files.isRegularFile(OtherSamples.kept().resolve(name)));
    }

    /** 40 mutants of each file, half of them damaged in the header. */
    @ParameterizedTest
    @MethodSource("files")
    @Timeout(60)
    void damagedFilesAreReadOrRefused(String name) throws IOException {
        byte[] whole = kept(name);
        for (String beside : List.of("pair.img", "detached.raw")) {
            write(beside, kept(beside));
        }
        for (int mutant = 0; mutant < MUTANTS; mutant++) {
            Random random = new Random(SEED * MUTANTS + mutant);
            byte[] bytes = whole.clone();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                int reach = random.nextBoolean() ? Math.min(bytes.length, 360) : bytes.length;
                bytes[random.nextInt(reach)] = (byte) (random.nextBoolean() ? random.nextInt() : -1);
            }
            String path = write(name, bytes);
            try (VolumeReader reader = VolumeReaders.open(path)) {
                Vec3 corner = reader.info().size().min(Vec3.cube(8));
                if (reader.info().channels() < 100) {
                    reader.read(new Box(reader.info().size().minus(corner), corner), Precision.FLOAT32);
                }
            } catch (VolumeException e) {
                assertTrue(e.getMessage().startsWith(path), e.getMessage());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("mutant " + mutant + " of seed " + SEED, e);
            }
        }
    }

    private void assertRefused(String path, String message) {
        VolumeException e = assertThrows(VolumeException.class, () -> {
            try (VolumeReader reader = VolumeReaders.open(path)) {
                reader.read(Box.ofSize(reader.info().size()), Precision.FLOAT32);
            }
        });
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private String write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private static byte[] kept(String name) throws IOException {
        return Files.readAllBytes(OtherSamples.kept().resolve(name));
    }
}
