package org.znn.common.volume.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.ExternalTools;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.codec.Shuffle;
import org.znn.common.volume.codec.Zlib;
import org.znn.common.volume.file.VolumeReaders;

/** Tests that jhdf, h5py and h5dump read written files correctly. */
class Hdf5VolumeWriterTest {

    private static final long SEED = 4;

    /** Prints the shape, the type, and whether all elements equal those of {@link TestVolumeWriter}. */
    private static final String CHECK = """
            for path in sys.argv[1:]:
                d = h5py.File(path, 'r')['main']
                v = d[:]
                c, z, y, x = numpy.indices((1,) * (4 - v.ndim) + v.shape)
                expected = ((c * 41 + z * 13 + y * 7 + x * 3) % 101).reshape(v.shape)
                print(v.shape, v.dtype, d.chunks, d.compression, d.shuffle, (v == expected).all())
            """;

    @TempDir
    private Path folder;

    static Stream<Hdf5VolumeSpec> specs() {
        return Stream.of(
                Hdf5VolumeSpec.ofChannels(1, new Vec3(1, 1, 1), new Vec3(1, 1, 1), ElementType.FLOAT32, 1),
                Hdf5VolumeSpec.ofChannels(2, new Vec3(3, 5, 7), new Vec3(2, 2, 3), ElementType.FLOAT32, 4),
                Hdf5VolumeSpec.ofChannels(3, new Vec3(4, 6, 8), new Vec3(2, 3, 4), ElementType.FLOAT64, 9),
                Hdf5VolumeSpec.ofChannels(2, new Vec3(3, 5, 7), new Vec3(2, 2, 3), ElementType.FLOAT32, 0),
                Hdf5VolumeSpec.ofChannels(1, new Vec3(4, 4, 5), new Vec3(1, 1, 1), ElementType.UINT8, 1),
                Hdf5VolumeSpec.ofChannels(1, new Vec3(5, 13, 1), new Vec3(1, 1, 1), ElementType.INT16, 1),
                Hdf5VolumeSpec.ofChannels(3, new Vec3(11, 13, 17), new Vec3(1, 1, 1), ElementType.UINT8, 0),
                Hdf5VolumeSpec.plain(new Vec3(3, 10, 11), new Vec3(2, 4, 4), ElementType.UINT8, 4),
                Hdf5VolumeSpec.plain(new Vec3(3, 10, 11), new Vec3(3, 10, 11), ElementType.UINT32, 4),
                Hdf5VolumeSpec.plain(new Vec3(17, 17, 17), new Vec3(1, 1, 1), ElementType.UINT16, 1),
                Hdf5VolumeSpec.plain(new Vec3(2, 3, 4), new Vec3(4, 4, 4), ElementType.INT32, 6),
                Hdf5VolumeSpec.plain(new Vec3(2, 3, 4), new Vec3(1, 3, 2), ElementType.INT64, 6));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void isReadByJhdf(Hdf5VolumeSpec spec) throws IOException {
        Path file = folder.resolve("out.h5");
        TestVolumeWriter.write(file, spec, SEED);
        try (HdfFile read = new HdfFile(file)) {
            Dataset main = read.getDatasetByPath("/main");
            int[] dimensions = main.getDimensions();
            assertEquals(spec.rank(), dimensions.length);
            List<Double> values = new ArrayList<>();
            flatten(main.getData(), values);
            int next = 0;
            Vec3 size = spec.size();
            for (int c = 0; c < spec.channels(); c++) {
                for (int z = 0; z < size.z(); z++) {
                    for (int y = 0; y < size.y(); y++) {
                        for (int x = 0; x < size.x(); x++) {
                            assertEquals(TestVolumeWriter.value(c, z, y, x), values.get(next++));
                        }
                    }
                }
            }
            assertEquals(next, values.size());
        }
    }

    @Test
    void isReadByH5py() throws Exception {
        List<Path> files = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Hdf5VolumeSpec spec : specs().toList()) {
            Path file = folder.resolve(files.size() + ".h5");
            TestVolumeWriter.write(file, spec, SEED);
            files.add(file);
            String shape = (spec.hasChannelAxis() ? spec.channels() + ", " : "") + spec.size().toString();
            String chunk = (spec.hasChannelAxis() ? "1, " : "") + spec.chunk().toString();
            String filters = spec.compressionLevel() > 0 ? "gzip True" : "None False";
            expected.add("(" + shape + ") " + spec.type().name().toLowerCase(Locale.ROOT) + " (" + chunk + ") "
                    + filters + " True");
        }
        assertEquals(String.join("\n", expected).replaceAll(",(?=\\d)", ", "),
                ExternalTools.runPython("h5py,numpy", CHECK, files.toArray()));
    }

    @Test
    void isReadByH5dumpWithMetadata() throws Exception {
        Hdf5VolumeSpec spec = Hdf5VolumeSpec.ofChannels(2, new Vec3(3, 5, 7), new Vec3(2, 2, 3),
                ElementType.FLOAT32, 4)
                .withAttributes(new Hdf5Attributes().text("network", "N4 é").integers("offset", 1, -2, 3));
        Path file = folder.resolve("out.h5");
        TestVolumeWriter.write(file, spec, SEED);
        String dump = ExternalTools.runCommand("h5dump", "-p", "-H", file.toString());
        assertTrue(dump.contains("H5T_IEEE_F32LE") && dump.contains("COMPRESSION DEFLATE { LEVEL 4 }")
                && dump.contains("PREPROCESSING SHUFFLE"), dump);
        assertTrue(ExternalTools.runCommand("h5dump", "-a", "/main/offset", file.toString()).contains("1, -2, 3"));
    }

    @Test
    void attributesAreReadByJhdf() throws IOException {
        Hdf5Attributes attributes = new Hdf5Attributes().text("network", "N4 é").text("empty", "")
                .integers("offset", 1, -2, Long.MIN_VALUE);
        Path file = folder.resolve("out.h5");
        TestVolumeWriter.write(file, specs().findFirst().orElseThrow().withAttributes(attributes), SEED);
        try (HdfFile read = new HdfFile(file)) {
            Dataset main = read.getDatasetByPath("/main");
            assertEquals("N4 é", main.getAttribute("network").getData());
            assertEquals("", main.getAttribute("empty").getData());
            assertEquals(List.of(1L, -2L, Long.MIN_VALUE),
                    Stream.of((long[]) main.getAttribute("offset").getData()).flatMap(a -> Arrays.stream(a)
                            .boxed()).toList());
        }
    }

    @Test
    void readsPlacement() throws IOException {
        Path file = folder.resolve("out.h5");
        Hdf5VolumeSpec spec = specs().findFirst().orElseThrow();
        TestVolumeWriter.write(file, spec, SEED);
        try (VolumeReader reader = VolumeReaders.open(file.toString())) {
            assertEquals(Optional.empty(), reader.placement());
        }
        TestVolumeWriter.write(file, spec.withAttributes(new Hdf5Attributes().integers("offset", 0, 47, 46)
                .integers("stride", 1, 2, 3)), SEED);
        try (VolumeReader reader = VolumeReaders.open(file.toString())) {
            assertEquals(Optional.of(new Placement(new Vec3(0, 47, 46), new Vec3(1, 2, 3))), reader.placement());
        }
        TestVolumeWriter.write(file, spec.withAttributes(new Hdf5Attributes().text("offset", "far")), SEED);
        try (VolumeReader reader = VolumeReaders.open(file.toString())) {
            assertEquals(file + ": the attribute offset is not three numbers z,y,x",
                    assertThrows(VolumeException.class, reader::placement).getMessage());
        }
    }

    @Test
    void attributesAreReadByH5py() throws Exception {
        Hdf5Attributes attributes = new Hdf5Attributes().text("network", "N4 é").integers("offset", 1, -2, 3);
        Path file = folder.resolve("out.h5");
        TestVolumeWriter.write(file, specs().findFirst().orElseThrow().withAttributes(attributes), SEED);
        assertEquals("N4 é [1, -2, 3]", ExternalTools.runPython("h5py,numpy", """
                sys.stdout.reconfigure(encoding='utf-8')
                a = h5py.File(sys.argv[1], 'r')['main'].attrs
                print(a['network'].decode('utf-8'), a['offset'].tolist())
                """, file));
    }

    @Test
    void namesMissingChunk() throws IOException {
        Hdf5VolumeSpec spec = Hdf5VolumeSpec.ofChannels(2, new Vec3(4, 4, 4), new Vec3(2, 2, 2),
                ElementType.FLOAT32, 0);
        Hdf5VolumeWriter writer = new Hdf5VolumeWriter(new ByteArrayOutputStream(), spec, 16 * 32);
        for (int i = 0; i < 16; i++) {
            int[] p = spec.chunkCoordinates(i);
            if (i != 13) {
                writer.writeChunk(p[0], new Vec3(p[1], p[2], p[3]), new byte[32]);
            }
        }
        VolumeException e = assertThrows(VolumeException.class, writer::finish);
        assertEquals("chunk 1,0,1 of channel 1 is missing (1 of 16 chunks are missing)", e.getMessage());
    }

    @Test
    void rejectsDuplicateAndOversizedChunks() throws IOException {
        Hdf5VolumeSpec spec = Hdf5VolumeSpec.plain(new Vec3(2, 2, 2), new Vec3(2, 2, 1), ElementType.UINT8, 0);
        Hdf5VolumeWriter writer = new Hdf5VolumeWriter(new ByteArrayOutputStream(), spec, 9);
        writer.writeChunk(0, Vec3.ZERO, new byte[4]);
        assertEquals("chunk 0,0,0 of channel 0 was written twice",
                assertThrows(VolumeException.class, () -> writer.writeChunk(0, Vec3.ZERO, new byte[4])).getMessage());
        Vec3 last = new Vec3(0, 0, 1);
        assertEquals("chunk 0,0,1 of channel 0 has 6 bytes, but 5 are left of the 9 bytes declared for all chunks",
                assertThrows(VolumeException.class, () -> writer.writeChunk(0, last, new byte[6])).getMessage());
        assertThrows(IllegalArgumentException.class, () -> writer.writeChunk(0, new Vec3(0, 1, 0), new byte[4]));
        writer.writeChunk(0, last, new byte[4]);
        assertEquals("the chunks have 8 bytes, but 9 were declared",
                assertThrows(VolumeException.class, writer::finish).getMessage());
    }

    @Test
    void encoderConvertsBetweenPrecisions() throws IOException {
        FloatVolume chunk = new FloatVolume(1, new Vec3(1, 1, 3), new float[] {1.5f, -2, Float.NaN});
        for (ElementType type : List.of(ElementType.FLOAT32, ElementType.FLOAT64)) {
            ChunkEncoder encoder = new ChunkEncoder(type, 3);
            byte[] encoded = encoder.encode(chunk);
            byte[] plain = Shuffle.undo(Zlib.decode(encoded, 0, encoded.length, 3 * type.bytes()), type.bytes());
            ByteBuffer bytes = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(1.5, type.getDouble(bytes, 0));
            assertEquals(-2, type.getDouble(bytes, type.bytes()));
            assertTrue(Double.isNaN(type.getDouble(bytes, 2 * type.bytes())));
        }
    }

    private static void flatten(Object array, List<Double> into) {
        if (array instanceof Number number) {
            into.add(number.doubleValue());
            return;
        }
        for (int i = 0; i < Array.getLength(array); i++) {
            flatten(Array.get(array, i), into);
        }
    }
}
