package org.znn.common.volume.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.Raster;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.ExternalTools;
import org.znn.common.volume.VolumeException;

/** Tests that TwelveMonkeys and tifffile read written stacks correctly. */
class TiffStackWriterTest {

    @TempDir
    private Path folder;

    /**
     * A stack to write.
     *
     * @param size voxels along (z, y, x)
     * @param type element type
     * @param big  whether the file must be a BigTIFF
     */
    private record Stack(Vec3 size, ElementType type, boolean big) {

        int baseValue(int z, int y, int x) {
            return (z * 13 + y * 7 + x * 3) % 101;
        }

        Path write(Path file) throws IOException {
            try (TiffStackWriter writer = new TiffStackWriter(new BufferedOutputStream(Files.newOutputStream(file)),
                    size, type, Optional.empty(), "", big)) {
                int offset = 2;
                int pixels = size.y() * size.x();
                float[] floats = new float[offset + pixels];
                byte[] bytes = new byte[offset + pixels];
                short[] shorts = new short[offset + pixels];
                for (int z = 0; z < size.z(); z++) {
                    for (int i = 0; i < pixels; i++) {
                        int base = baseValue(z, i / size.x(), i % size.x());
                        floats[offset + i] = base + 0.5f;
                        bytes[offset + i] = (byte) (base + 100);
                        shorts[offset + i] = (short) (base + 40000);
                    }
                    switch (type) {
                        case FLOAT32 -> writer.writePlane(floats, offset);
                        case UINT8 -> writer.writePlane(bytes, offset);
                        default -> writer.writePlane(shorts, offset);
                    }
                }
                writer.finish();
            }
            return file;
        }

        double expected(int z, int y, int x) {
            return baseValue(z, y, x) + switch (type) {
                case FLOAT32 -> 0.5;
                case UINT8 -> 100;
                default -> 40000;
            };
        }
    }

    static Stream<Stack> stacks() {
        return Stream.of(new Vec3(1, 1, 1), new Vec3(3, 5, 7), new Vec3(40, 4, 4)).flatMap(size ->
                Stream.of(ElementType.FLOAT32, ElementType.UINT8, ElementType.UINT16).flatMap(type ->
                        Stream.of(new Stack(size, type, false), new Stack(size, type, true))));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void isReadByTwelveMonkeys(Stack stack) throws IOException {
        Path file = stack.write(folder.resolve("out.tif"));
        ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
        try (ImageInputStream stream = new FileImageInputStream(file.toFile())) {
            reader.setInput(stream);
            assertEquals(stack.size().z(), reader.getNumImages(true));
            for (int z = 0; z < stack.size().z(); z++) {
                Raster page = reader.readRaster(z, null);
                assertEquals(stack.size(), new Vec3(stack.size().z(), page.getHeight(), page.getWidth()));
                for (int y = 0; y < stack.size().y(); y++) {
                    for (int x = 0; x < stack.size().x(); x++) {
                        assertEquals(stack.expected(z, y, x), page.getSampleDouble(x, y, 0));
                    }
                }
            }
        } finally {
            reader.dispose();
        }
    }

    @Test
    void isReadByTifffile() throws Exception {
        List<Path> files = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Stack stack : stacks().toList()) {
            files.add(stack.write(folder.resolve(files.size() + ".tif")));
            Vec3 size = stack.size();
            expected.add(stack.type().name().toLowerCase(Locale.ROOT) + " (" + size.z() + ", " + size.y() + ", "
                    + size.x() + ") " + (stack.big() ? "True" : "False") + " " + size.z() + " True");
        }
        assertEquals(String.join("\n", expected), ExternalTools.runPython("tifffile,numpy", """
                for path in sys.argv[1:]:
                    t = tifffile.TiffFile(path)
                    v = numpy.stack([page.asarray() for page in t.pages])
                    z, y, x = numpy.indices(v.shape)
                    extra = {'float32': 0.5, 'uint8': 100, 'uint16': 40000}[str(v.dtype)]
                    same = (v == (z * 13 + y * 7 + x * 3) % 101 + extra).all()
                    same = same and (t.series[0].asarray().reshape(v.shape) == v).all() and len(t.series) == 1
                    print(v.dtype, v.shape, t.is_bigtiff, t.imagej_metadata['images'], same)
                """, files.toArray()));
    }

    @Test
    void reportsMissingPlanes() throws IOException {
        TiffStackWriter writer = new TiffStackWriter(new ByteArrayOutputStream(), new Vec3(3, 2, 2),
                ElementType.UINT8, Optional.empty());
        writer.writePlane(new byte[4], 0);
        assertEquals("only 1 of 3 planes were written",
                assertThrows(VolumeException.class, writer::finish).getMessage());
        assertThrows(IllegalArgumentException.class, () -> writer.writePlane(new float[4], 0));
    }

    /** Read back by tifffile, as classic TIFF and as BigTIFF. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void calibrationIsThatOfImageJ(boolean big) throws Exception {
        Path file = folder.resolve("calibrated.tif");
        Calibration calibration = new Calibration(new Vec3d(40, 4, 0.25), "nm", new Vec3d(80, 0, -1));
        try (TiffStackWriter writer = new TiffStackWriter(Files.newOutputStream(file), new Vec3(3, 2, 2),
                ElementType.UINT8, Optional.of(calibration), "", big)) {
            for (int z = 0; z < 3; z++) {
                writer.writePlane(new byte[] {1, 2, 3, (byte) z}, 0);
            }
            writer.finish();
        }
        String script = """
                f = tifffile.TiffFile(sys.argv[1])
                m, page = f.imagej_metadata, f.pages[2]
                x, y = page.tags['XResolution'].value, page.tags['YResolution'].value
                print(m['unit'], m['spacing'], m['zorigin'], m['xorigin'], x[0] / x[1], y[0] / y[1],
                      f.asarray()[2].tolist())
                """;
        assertEquals("nm 40.0 -2.0 4.0 4.0 0.25 [[1, 2], [3, 2]]", ExternalTools.runPython("tifffile", script, file));
    }
}
