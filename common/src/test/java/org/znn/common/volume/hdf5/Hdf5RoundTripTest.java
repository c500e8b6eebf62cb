package org.znn.common.volume.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;
import org.znn.common.volume.file.VolumeReaders;

/** Tests that our reader reads the files of {@link Hdf5VolumeWriter} and {@link Hdf5PlaneWriter}. */
class Hdf5RoundTripTest extends VolumeReaderContract {

    @TempDir
    private static Path folder;

    private static final List<VolumeCase> FILES = new ArrayList<>();

    @BeforeAll
    static void write() throws IOException {
        FILES.clear();
        for (Hdf5VolumeSpec spec : Hdf5VolumeWriterTest.specs().toList()) {
            Path file = folder.resolve(FILES.size() + ".h5");
            TestVolumeWriter.write(file, spec, FILES.size());
            FILES.add(new VolumeCase(file.toString(), spec.type(), spec.channels(), spec.size(),
                    TestVolumeWriter::value));
        }
        Vec3 size = new Vec3(7, 10, 11);
        for (ElementType type : List.of(ElementType.UINT8, ElementType.UINT32, ElementType.FLOAT32)) {
            Path file = folder.resolve(FILES.size() + ".h5");
            writePlanes(file, Hdf5VolumeSpec.plain(size, new Vec3(3, 4, 4), type, 4));
            FILES.add(new VolumeCase(file.toString(), type, 1, size, TestVolumeWriter::value));
        }
    }

    static Stream<VolumeCase> cases() {
        return FILES.stream();
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return VolumeReaders.open(file.path());
    }

    @Test
    void unfinishedFileIsRemoved() throws IOException {
        Path file = folder.resolve("unfinished.h5");
        try (Hdf5PlaneWriter writer = new Hdf5PlaneWriter(file,
                Hdf5VolumeSpec.plain(new Vec3(4, 2, 2), new Vec3(2, 2, 2), ElementType.UINT8, 1))) {
            writer.writePlane(new byte[4], 0);
            assertEquals(file + ": only 1 of 4 planes were written",
                    assertThrows(VolumeException.class, writer::finish).getMessage());
            assertThrows(IllegalArgumentException.class, () -> writer.writePlane(new int[4], 0));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertFalse(left.anyMatch(f -> f.toString().contains("unfinished")));
        }
    }

    private static void writePlanes(Path file, Hdf5VolumeSpec spec) throws IOException {
        Vec3 size = spec.size();
        int pixels = size.y() * size.x();
        try (Hdf5PlaneWriter writer = new Hdf5PlaneWriter(file, spec)) {
            for (int z = 0; z < size.z(); z++) {
                byte[] bytes = new byte[pixels + 1];
                int[] ints = new int[pixels + 1];
                float[] floats = new float[pixels + 1];
                for (int i = 0; i < pixels; i++) {
                    int number = TestVolumeWriter.value(0, z, i / size.x(), i % size.x());
                    bytes[i + 1] = (byte) number;
                    ints[i + 1] = number;
                    floats[i + 1] = number;
                }
                switch (spec.type()) {
                    case UINT8 -> writer.writePlane(bytes, 1);
                    case UINT32 -> writer.writePlane(ints, 1);
                    default -> writer.writePlane(floats, 1);
                }
            }
            writer.finish();
        }
    }
}
