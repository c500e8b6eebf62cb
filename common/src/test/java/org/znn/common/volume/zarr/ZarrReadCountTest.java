package org.znn.common.volume.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.n5.N5VolumeReader;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;

/** Tests that a box costs only the chunks it overlaps, each opened once, and of a shard only its index and chunks. */
class ZarrReadCountTest {

    @TempDir
    private Path folder;
    private final Map<String, Integer> opened = new TreeMap<>();
    private long bytes;
    private Storage storage;

    @BeforeEach
    void countReads() throws IOException {
        ZarrSamples.unpack(folder);
        Storage local = Storages.standard().of("");
        storage = (Storage) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Storage.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(local, arguments);
                        if (method.getName().equals("open")) {
                            opened.merge(arguments[0].toString().substring(folder.toString().length()), 1,
                                    Integer::sum);
                            return counting((ByteSource) result);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private ByteSource counting(ByteSource source) {
        return new ByteSource() {
            @Override
            public String name() {
                return source.name();
            }

            @Override
            public long length() {
                return source.length();
            }

            @Override
            public void readUnchecked(long position, byte[] target, int offset, int count) throws IOException {
                bytes += count;
                source.readUnchecked(position, target, offset, count);
            }

            @Override
            public void close() throws IOException {
                source.close();
            }
        };
    }

    @Test
    void opensEachChunkOnce() throws IOException {
        try (VolumeReader reader = ZarrVolumeReader.open(storage, folder + "/ome4.zarr", Optional.of("/0"))) {
            opened.clear();
            reader.read(new Box(new Vec3(1, 3, 4), new Vec3(4, 2, 2)), Precision.FLOAT32);
            assertEquals(16, opened.size());
            reader.read(new Box(new Vec3(1, 3, 4), new Vec3(4, 2, 2)), Precision.FLOAT32);
            assertTrue(opened.values().stream().allMatch(n -> n == 1), opened::toString);
        }
        try (VolumeReader reader = N5VolumeReader.open(storage, folder + "/channels.n5", Optional.empty())) {
            opened.clear();
            reader.read(new Box(new Vec3(0, 0, 0), new Vec3(3, 4, 6)), Precision.FLOAT32);
            assertEquals(Map.of("/channels.n5/a/0/0/0/0", 1, "/channels.n5/a/1/0/0/0", 1), opened);
        }
    }

    /** The shard 0/0/0 holds 8 chunks of 2 x 4 x 4 bytes; its index has 8 entries of 16 bytes and a checksum. */
    @Test
    void readsIndexAndChunksOfAShardOnly() throws IOException {
        try (VolumeReader reader = ZarrVolumeReader.open(storage, folder + "/ome5.zarr", Optional.of("/0"))) {
            opened.clear();
            bytes = 0;
            reader.read(new Box(new Vec3(0, 0, 0), new Vec3(2, 4, 4)), Precision.FLOAT32);
            assertEquals(Map.of("/ome5.zarr/0/c/0/0/0", 1), opened);
            long first = bytes - (8 * 16 + 4);
            assertTrue(first > 0 && first < 60, first + " bytes for a chunk");
            reader.read(new Box(new Vec3(0, 0, 0), new Vec3(4, 8, 8)), Precision.FLOAT32);
            assertEquals(Map.of("/ome5.zarr/0/c/0/0/0", 1), opened);
            assertTrue(bytes < 8 * 16 + 4 + 8 * 60, bytes + " bytes");
        }
    }
}
