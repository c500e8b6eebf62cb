package org.znn.common.volume.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Placement;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;

/** Tests what the metadata of containers says about a volume, and what is refused in which words. */
class ZarrMetadataTest {

    private static final String ARRAY = """
            {"zarr_format": 2, "shape": %s, "chunks": %s, "dtype": "%s", "compressor": %s, "filters": %s,
             "fill_value": %s, "order": "C"}""";

    @TempDir
    private static Path samples;
    @TempDir
    private Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        ZarrSamples.unpack(samples);
    }

    @Test
    void readsTheCalibrationOfImages() throws IOException {
        VolumeInfo finest = info(samples + "/ome4.zarr");
        assertEquals(new Calibration(new Vec3d(0.04, 0.008, 0.008), "um", new Vec3d(1, 4, 6)),
                finest.calibration().orElseThrow());
        assertEquals("t,c,z,y,x", finest.axes());
        assertEquals(Optional.of(new Vec3(3, 4, 5)), finest.chunk());
        assertEquals(List.of("the image has 2 resolutions; the first, /0, is read; another is named after the folder,"
                + " as in " + samples + "/ome4.zarr:/1"), finest.notes());
        for (String path : List.of("/ome4.zarr/1", "/ome4.zarr:/1")) {
            assertEquals(new Vec3d(0.08, 0.016, 0.016), info(samples + path).calibration().orElseThrow().voxelSize());
        }
        assertEquals(new Calibration(new Vec3d(40, 4, 4), "nm", Vec3d.ZERO),
                info(samples + "/ome5.zarr").calibration().orElseThrow());
    }

    @Test
    void readsTheCalibrationOfN5() throws IOException {
        assertEquals(new Calibration(new Vec3d(40, 5, 4), "nm", new Vec3d(80, 10, 8)),
                info(samples + "/cut.n5").calibration().orElseThrow());
        assertEquals(new Vec3d(40, 10, 8), info(samples + "/cut.n5:/raw/s1").calibration().orElseThrow().voxelSize());
        assertEquals(Optional.empty(), info(samples + "/channels.n5").calibration());
        assertEquals(List.of("the group /raw holds several resolutions; the first, s0, is read; another is named after"
                + " the folder, as in " + samples + "/cut.n5:/raw/s1"), info(samples + "/cut.n5").notes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{\"resolution\": [40, 4, 5], \"offset\": [400, 8, 10]}; 40,4,5 nm 400,8,10",
        "{\"voxel_size\": [40, 4, 5], \"units\": [\"nm\", \"nm\", \"nm\"]}; 40,4,5 nm 0,0,0",
        "{\"resolution\": [0.04, 4, 5], \"units\": [\"um\", \"nm\", \"nm\"]}; 40,4,5 nm 0,0,0",
        "{\"element_size_um\": [2, 1, 1]}; 2,1,1 um 0,0,0",
        "{\"pixelResolution\": {\"dimensions\": [2, 1, 1], \"unit\": \"micrometer\"}}; 2,1,1 um 0,0,0",
        "{\"transform\": {\"axes\": [\"z\", \"y\", \"x\"], \"scale\": [3, 2, 1], \"translate\": [9, 8, 7], "
                + "\"units\": [\"nm\", \"nm\", \"nm\"]}}; 3,2,1 nm 9,8,7",
        "{\"resolution\": [0, 4, 5]}; none", "{\"offset\": [1, 2, 3]}; none", "{\"resolution\": \"fine\"}; none"})
    void readsTheCalibrationOfAttributes(String attributes, String expected) throws IOException {
        write("a.zarr/.zarray", array("[2,3,4]", "[2,3,4]", "|u1", "null", "null", "0"));
        write("a.zarr/.zattrs", attributes);
        Optional<Calibration> calibration = info(folder + "/a.zarr").calibration();
        assertEquals(expected, calibration.map(c -> c.voxelSize() + " " + c.unit() + " " + c.origin()).orElse("none"));
    }

    @Test
    void anOffsetWithoutVoxelSizeIsAPlacement() throws IOException {
        write("a.zarr/.zarray", array("[2,3,4]", "[2,3,4]", "|u1", "null", "null", "0"));
        write("a.zarr/.zattrs", "{\"offset\": [1, 2, 3], \"stride\": [1, 2, 2], \"out_type\": \"boundary\"}");
        try (VolumeReader reader = ZarrSamples.open(folder + "/a.zarr")) {
            assertEquals(Optional.of(new Placement(new Vec3(1, 2, 3), new Vec3(1, 2, 2))), reader.placement());
            assertEquals("boundary", reader.info().attributes().get("out_type"));
        }
    }

    /** An array without chunks holds its fill value. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"<f4; NaN; NaN", "<f4; \"NaN\"; NaN", ">f8; \"-Infinity\"; -Infinity",
        "<f2; 65519; 65504", "<f2; 65520; Infinity", "<f2; -0.1; -0.0999755859375", "<f2; \"NaN\"; NaN",
        "<f4; \"0x3fc00000\"; 1.5", "<f4; \"AADAPw==\"; 1.5", "<u8; 18446744073709551615; 1.8446744073709552E19",
        "|i1; -128; -128", "|b1; true; 1", "<i2; \"7\"; 7", "<i2; 7.0; 7", "<u2; null; 0"})
    void readsFillValues(String type, String fill, double expected) throws IOException {
        write("a.zarr/.zarray", array("[2,3,4]", "[2,3,4]", type, "null", "null", fill));
        try (VolumeReader reader = ZarrSamples.open(folder + "/a.zarr")) {
            DoubleVolume volume = (DoubleVolume) reader.read(Box.ofSize(new Vec3(2, 3, 4)), Precision.FLOAT64);
            for (double value : volume.data()) {
                assertEquals(expected, value);
            }
        }
    }

    @Test
    void findsNestedChunksWithoutASeparator() throws IOException {
        write("a.zarr/.zarray", array("[2,1,1]", "[1,1,1]", "|u1", "null", "null", "9"));
        write("a.zarr/0/0/0", "A");
        try (VolumeReader reader = ZarrSamples.open(folder + "/a.zarr")) {
            assertEquals(List.of("the chunks are stored in nested folders, although the metadata has no"
                    + " dimension_separator"), reader.info().notes());
            assertArrayEquals(new long[] {'A', 9}, reader.readIds(Box.ofSize(new Vec3(2, 1, 1))));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "[2,3,4]; [2,3,4]; <c8; null; null; 0; dtype must be an element type of a volume",
        "[2,3,4]; [2,3,4]; <u2; {\"id\": \"bz2\"}; null; 0; the codec 'bz2' is not supported; copy the array",
        "[2,3,4]; [2,3,4]; <u2; null; [{\"id\": \"delta\"}]; 0; the codec 'delta' is not supported",
        "[2,3,4]; [2,3]; <u2; null; null; 0; chunks must be a list of 3 lengths, as shape is, not [2,3]",
        "[2,0,4]; [2,3,4]; <u2; null; null; 0; shape/1 must be a whole number from 1 to 2147483647, not 0",
        "[2,3,4]; [2,3,4]; |u1; null; null; 256; fill_value must be a value of the type uint8, not 256",
        "[2,3,4]; [2,3,4]; |u1; null; null; 1e999; fill_value must be a value of the type uint8",
        "[4]; [4]; |u1; null; null; 0; the array has 1 axis [4] without names",
        "[2,2,2,2,2]; [2,2,2,2,2]; |u1; null; null; 0; the array has 5 axes [2, 2, 2, 2, 2] without names",
        "[2147483647,3,4]; [2147483647,2147483647,2147483647]; |u1; null; null; 0; are too large for a heap of",
        "[2147483647,2147483647,2147483647]; [1,1,1]; |u1; null; null; 0; has too many chunks"})
    void refusesMetadata(String shape, String chunks, String type, String compressor, String filters, String fill,
            String message) throws IOException {
        write("a.zarr/.zarray", array(shape, chunks, type, compressor, filters, fill));
        assertRefused("/a.zarr", message.split("; ")[0]);
    }

    @Test
    void namesTheArraysOfAGroup() throws IOException {
        write("g.zarr/.zgroup", "{\"zarr_format\": 2}");
        assertRefused("/g.zarr", "there is no array in the folder");
        write("g.zarr/volumes/raw/.zarray", array("[2,3,4]", "[2,3,4]", "|u1", "null", "null", "0"));
        assertEquals(new Vec3(2, 3, 4), info(folder + "/g.zarr").size());
        assertEquals(new Vec3(2, 3, 4), info(folder + "/g.zarr:/volumes").size());
        assertRefused("/g.zarr:/volumes/rwa", "there is no array /volumes/rwa (did you mean /volumes/raw?); the arrays"
                + " are /volumes/raw ([2,3,4])");
        write("g.zarr/labels/.zarray", array("[5,6,7]", "[2,3,4]", "<u8", "null", "null", "0"));
        assertRefused("/g.zarr", "the folder holds several arrays: /labels ([5,6,7]), /volumes/raw ([2,3,4]); name one"
                + " after the folder, as in " + folder + "/g.zarr:/labels");
        assertRefused("/g.zarr:/../g.zarr", "leaves the container");
    }

    @Test
    void choosesAlongAxesThatAVolumeDoesNotHave() throws IOException {
        assertRefused(samples, "/times.zarr", "the axis t has 5 elements, but a volume has the axes c, z, y, x only;"
                + " choose one of them, as in volume:/path?t=0");
        assertRefused(samples, "/times.zarr:/?t=5", "there is no t=5: the axis has 5 elements, counted from 0");
        assertRefused(samples, "/times.zarr:/?t=1&s=1", "the array has no axis s; its axes are t,z,y,x");
        assertRefused(samples, "/times.zarr:/?t", "'t' in /?t is not an axis and an index");
        assertEquals(5, info(samples + "/times.zarr:/?axes=czyx").channels());
    }

    @Test
    void readsConsolidatedMetadata() throws IOException {
        write("c.zarr/.zmetadata", "{\"zarr_consolidated_format\": 1, \"metadata\": {\"a/.zarray\": "
                + array("[2,3,4]", "[2,3,4]", "|u1", "null", "null", "0") + "}}");
        Files.createDirectories(folder.resolve("c.zarr/a"));
        assertEquals(new Vec3(2, 3, 4), info(folder + "/c.zarr").size());
    }

    @Test
    void refusesUnknownPartsOfVersion3() throws IOException {
        String array = Files.readString(samples.resolve("v3.zarr/zarr.json"));
        for (String[] change : new String[][] {{"\"regular\"", "\"rectilinear\"", "the grid of chunks rectilinear"},
            {"\"zarr_format\": 3", "\"zarr_format\": 4", "the version 4 of the format is not supported"},
            {"\"attributes\"", "\"padding\"", "the extension padding is not supported"},
            {"\"attributes\": {}", "\"storage_transformers\": [{\"name\": \"a\"}]", "storage transformers"},
            {"\"crc32c\"", "\"brotli\"", "the codec 'brotli' is not supported"},
            {"\"big\"", "\"middle\"", "endian must be little or big, not \"middle\""},
            {"[2, 0, 1]", "[2, 0, 2]", "order must be an order of the axes 0 to 2, not [2,0,2]"},
            {"\"float32\"", "\"complex64\"", "data_type must be an element type of a volume"}}) {
            assertTrue(array.contains(change[0]), array);
            write("a.zarr/zarr.json", array.replace(change[0], change[1]));
            assertRefused("/a.zarr", change[2]);
        }
    }

    private static String array(Object... values) {
        return ARRAY.formatted(values);
    }

    private void assertRefused(String path, String message) {
        assertRefused(folder, path, message);
    }

    private static void assertRefused(Path root, String path, String message) {
        String refusal = assertThrows(VolumeException.class, () -> ZarrSamples.open(root + path).close()).getMessage();
        assertTrue(refusal.startsWith(root.toString()) && refusal.contains(message), refusal);
    }

    private static VolumeInfo info(String path) throws IOException {
        try (VolumeReader reader = ZarrSamples.open(path)) {
            return reader.info();
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
