package org.znn.common.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/** The contract of volume readers. Subclasses provide a static method {@code cases} and open each case. */
public abstract class VolumeReaderContract {

    private static final int RANDOM_BOXES = 20;
    private static final long SEED = 20;

    protected abstract VolumeReader open(VolumeCase file);

    @ParameterizedTest
    @MethodSource("cases")
    void reportsMetadata(VolumeCase file) throws Exception {
        try (VolumeReader reader = open(file)) {
            assertEquals(file.type(), reader.info().type());
            assertEquals(file.channels(), reader.info().channels());
            assertEquals(file.size(), reader.info().size());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsTheWholeVolume(VolumeCase file) throws Exception {
        try (VolumeReader reader = open(file)) {
            check(file, reader, Box.ofSize(file.size()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsCornerVoxels(VolumeCase file) throws Exception {
        try (VolumeReader reader = open(file)) {
            Vec3 last = file.size().minus(1);
            for (int corner = 0; corner < 8; corner++) {
                Vec3 voxel = new Vec3((corner & 1) * last.z(), (corner >> 1 & 1) * last.y(), (corner >> 2) * last.x());
                check(file, reader, new Box(voxel, Vec3.ONE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsRandomBoxes(VolumeCase file) throws Exception {
        Random random = new Random(SEED);
        try (VolumeReader reader = open(file)) {
            for (int i = 0; i < RANDOM_BOXES; i++) {
                Vec3 start = file.size().combine(Vec3.ZERO, (n, o) -> random.nextInt(n));
                Vec3 size = file.size().combine(start, (n, s) -> 1 + random.nextInt(n - s));
                check(file, reader, new Box(start, size));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsEmptyBoxes(VolumeCase file) throws Exception {
        try (VolumeReader reader = open(file)) {
            Box empty = new Box(Vec3.ZERO, new Vec3(1, 0, 1));
            assertEquals(new Vec3(1, 0, 1), reader.read(empty, Precision.FLOAT32).size());
            assertEquals(0, reader.readIds(empty).length);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rejectsBoxesOutsideTheVolume(VolumeCase file) throws Exception {
        try (VolumeReader reader = open(file)) {
            Box outside = new Box(Vec3.ZERO, file.size().plus(new Vec3(0, 0, 1)));
            assertThrows(IllegalArgumentException.class, () -> reader.read(outside, Precision.FLOAT32));
            Box before = new Box(new Vec3(0, -1, 0), Vec3.ONE);
            assertThrows(IllegalArgumentException.class, () -> reader.readIds(before));
        }
    }

    private static void check(VolumeCase file, VolumeReader reader, Box box) {
        Volume doubles = reader.read(box, Precision.FLOAT64);
        Volume floats = reader.read(box, Precision.FLOAT32);
        assertEquals(file.channels(), doubles.channels());
        assertEquals(box.size(), doubles.size());
        Vec3 s = box.start();
        forEach(doubles, (c, z, y, x) -> {
            double expected = file.values().at(c, s.z() + z, s.y() + y, s.x() + x);
            double read = doubles.get(c, z, y, x);
            if (read != expected || floats.get(c, z, y, x) != (float) expected) {
                fail("box " + box + ", channel " + c + ", voxel " + z + "," + y + "," + x + " of the box: expected "
                        + expected + ", read " + read + " as float64 and " + floats.get(c, z, y, x) + " as float32");
            }
            return 0;
        });
        if (file.type().isInteger()) {
            long[] ids = reader.readIds(box);
            forEach(doubles, (c, z, y, x) -> {
                long id = ids[doubles.index(c, z, y, x)];
                double read = doubles.get(c, z, y, x);
                if ((file.type() == ElementType.UINT64 && id < 0 ? (id >>> 1 | id & 1) * 2.0 : id) != read) {
                    fail("box " + box + ": the id " + id + " was read as the number " + read);
                }
                return 0;
            });
        }
    }

    private static void forEach(Volume volume, VolumeCase.Values visit) {
        Vec3 size = volume.size();
        for (int c = 0; c < volume.channels(); c++) {
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        visit.at(c, z, y, x);
                    }
                }
            }
        }
    }
}
