package org.znn.common.volume.hdf5.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.metadata.FilterSpec;

/** Tests that unknown filters, impossible parameters and damaged chunks are refused, and intact chunks are not. */
class ChunkFiltersTest {

    private static final int CHUNK_BYTES = 64;
    private static final long SEED = 8;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            307   | bzip2
            32013 | zfp
            32026 | blosc2
            40000 | without a name
            """)
    void refusesUnknownFilters(int id, String name) {
        VolumeException e = assertThrows(VolumeException.class,
                () -> new ChunkFilters(List.of(new FilterSpec(id, "", new int[0])), CHUNK_BYTES));
        assertEquals("the chunks use the filter " + name + " (id " + id + "), which is not supported; store the dataset"
                + " with gzip: h5repack -f GZIP=4 FILE NEW_FILE", e.getMessage());
    }

    @Test
    void refusesImpossibleParameters() {
        for (int id : new int[] {4, 5, 6, 32008}) {
            for (int[] values : new int[][] {{}, {7, 0, -1, -1, -1, -1, -1, -1}, {2, 0, 1 << 30, 0, 4, 0, 0, 0}}) {
                assertThrows(VolumeException.class,
                        () -> new ChunkFilters(List.of(new FilterSpec(id, "", values)), CHUNK_BYTES), "filter " + id);
            }
        }
    }

    @Test
    void skipsMaskedFilters() throws IOException {
        byte[] plain = new byte[CHUNK_BYTES];
        new Random(SEED).nextBytes(plain);
        ChunkFilters filters = new ChunkFilters(List.of(new FilterSpec(2, "", new int[] {4}),
                new FilterSpec(1, "", new int[] {4})), CHUNK_BYTES);
        assertArrayEquals(plain, filters.decode(plain, 3));
        assertThrows(IOException.class, () -> filters.decode(plain, 1));
    }

    /** Random bytes are decoded to a chunk of the right size or refused. */
    @Test
    void survivesNoise() {
        int[][] parameters = {{}, {4}, {}, {169, 8, 16, 16}, {8, 0, 32, 1, 2, 0, 12, 0}, {2, 0, 32, 0, 2, 0, 0, 1, 0}};
        Random random = new Random(SEED);
        for (int i = 0; i < 3000; i++) {
            int kind = i % 10;
            int id = kind < 6 ? kind + 1 : new int[] {32000, 32001, 32004, 32008}[kind - 6];
            int[] values = kind < 6 ? parameters[kind] : new int[] {0, 0, 2, 0, 2};
            byte[] noise = new byte[random.nextInt(90)];
            random.nextBytes(noise);
            try {
                assertEquals(CHUNK_BYTES, new ChunkFilters(List.of(new FilterSpec(id, "", values)), CHUNK_BYTES)
                        .decode(noise, 0).length);
            } catch (IOException e) {
                assertTrue(e.getMessage() != null && !e.getMessage().isEmpty(), "filter " + id);
            }
        }
    }
}
