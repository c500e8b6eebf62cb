package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;

/** Writes volumes of known values with {@link Hdf5VolumeWriter}, with their chunks in random order. */
final class TestVolumeWriter {

    private TestVolumeWriter() {
    }

    /** Returns the value of a voxel: a small integer that every type holds and that differs from its neighbours. */
    static int value(int c, int z, int y, int x) {
        return (c * 41 + z * 13 + y * 7 + x * 3) % 101;
    }

    static void write(Path file, Hdf5VolumeSpec spec, long seed) throws IOException {
        Random random = new Random(seed);
        List<Integer> order = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < spec.chunkCount(); i++) {
            order.add(i);
            bytes += chunk(spec, spec.chunkCoordinates(i)).length;
        }
        Collections.shuffle(order, random);
        try (OutputStream out = Files.newOutputStream(file)) {
            Hdf5VolumeWriter writer = new Hdf5VolumeWriter(out, spec, bytes);
            for (int i : order) {
                int[] p = spec.chunkCoordinates(i);
                writer.writeChunk(p[0], new Vec3(p[1], p[2], p[3]), chunk(spec, p));
            }
            writer.finish();
        }
    }

    static byte[] chunk(Hdf5VolumeSpec spec, int[] coordinates) {
        Vec3 n = spec.chunk();
        ByteBuffer bytes = ByteBuffer.allocate((int) n.product() * spec.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int z = 0; z < n.z(); z++) {
            for (int y = 0; y < n.y(); y++) {
                for (int x = 0; x < n.x(); x++) {
                    Vec3 voxel = new Vec3(coordinates[1], coordinates[2], coordinates[3]).times(n)
                            .plus(new Vec3(z, y, x));
                    boolean inside = spec.size().minus(1).allAtLeast(voxel);
                    put(bytes, spec.type(), inside ? value(coordinates[0], voxel.z(), voxel.y(), voxel.x()) : 0);
                }
            }
        }
        return spec.encoder().encode(bytes.array());
    }

    private static void put(ByteBuffer bytes, ElementType type, int value) {
        switch (type) {
            case FLOAT32 -> bytes.putFloat(value);
            case FLOAT64 -> bytes.putDouble(value);
            case UINT8, INT8 -> bytes.put((byte) value);
            case UINT16, INT16 -> bytes.putShort((short) value);
            case UINT32, INT32 -> bytes.putInt(value);
            case UINT64, INT64 -> bytes.putLong(value);
            case FLOAT16 -> throw new IllegalArgumentException("not written by these tests");
        }
    }
}
