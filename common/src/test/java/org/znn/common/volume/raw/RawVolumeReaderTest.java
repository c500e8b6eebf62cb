package org.znn.common.volume.raw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;
import org.znn.common.volume.file.VolumeReaders;

/** Tests ZNN's raw volumes, opened by their common name or by the name of the voxel file. */
class RawVolumeReaderTest extends VolumeReaderContract {

    private static final Vec3 SIZE = new Vec3(2, 3, 5);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        write("stack", ".image");
        write("segments", ".label");
    }

    static Stream<VolumeCase> cases() {
        return Stream.of("stack", "stack.image", "segments", "segments.label").map(name -> new VolumeCase(
                folder.resolve(name).toString(), ElementType.FLOAT64, 1, SIZE, RawVolumeReaderTest::value));
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return VolumeReaders.open(file.path());
    }

    private static double value(int c, int z, int y, int x) {
        return z * 100 + y * 10 + x + 0.1;
    }

    private static void write(String name, String ending) {
        ByteBuffer size = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(SIZE.x()).putInt(SIZE.y()).putInt(SIZE.z());
        ByteBuffer voxels = ByteBuffer.allocate((int) SIZE.product() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int z = 0; z < SIZE.z(); z++) {
            for (int y = 0; y < SIZE.y(); y++) {
                for (int x = 0; x < SIZE.x(); x++) {
                    voxels.putDouble(value(0, z, y, x));
                }
            }
        }
        try {
            Files.write(folder.resolve(name + ".size"), size.array());
            Files.write(folder.resolve(name + ending), voxels.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
