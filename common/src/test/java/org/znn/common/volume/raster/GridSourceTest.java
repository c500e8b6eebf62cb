package org.znn.common.volume.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;

/** A chunk is decoded once for successive reads, however large it is. */
class GridSourceTest {

    private static final int LARGE = 65 << 20;

    @Test
    void decodesALargeChunkOnce() throws IOException {
        List<Integer> loaded = new ArrayList<>();
        int[] one = {1, 1, 1, 1};
        GridSource source = new GridSource(new int[] {1, 1, 2, LARGE}, new int[] {1, 1, 1, LARGE}, one,
                ElementType.UINT8, index -> {
                    loaded.add(index[2]);
                    return Optional.of(ByteBuffer.allocate(LARGE));
                }, new FillValue(new byte[1], ByteOrder.LITTLE_ENDIAN));
        for (int x = 0; x < LARGE; x += LARGE / 5) {
            Region region = Region.channelsLast(1, new Box(new Vec3(0, 0, 0), new Vec3(1, 1, 1)));
            source.read(new Region(new int[] {0, 0, 0, x}, one, region.strides()), (bytes, at, count, to, stride) -> {
            });
        }
        assertEquals(List.of(0), loaded);
    }

    @Test
    void keepsTheChunksUsedLastWithinItsCapacity() {
        ChunkCache<String> cache = new ChunkCache<>(100);
        cache.put("a", ByteBuffer.allocate(50));
        cache.put("b", ByteBuffer.allocate(50));
        assertNotNull(cache.get("a"));
        cache.put("c", ByteBuffer.allocate(50));
        assertNull(cache.get("b"), "used least recently");
        assertNotNull(cache.get("a"));
        ByteBuffer large = ByteBuffer.allocate(101);
        cache.put("large", large);
        assertNotNull(cache.get("c"), "a large chunk displaces no other");
        assertEquals(large, cache.get("large"));
    }
}
