package org.znn.common.volume.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.codec.Shuffle;
import org.znn.common.volume.codec.Zlib;

/** Tests that an encoded chunk is one zlib stream, whichever compression level each byte plane was given. */
class ChunkEncoderTest {

    private final Random random = new Random(3);

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 9})
    void encodedChunkIsAValidZlibStream(int level) throws Exception {
        for (int count : new int[] {0, 1, 5, 1000, 30_000, 300_000}) {
            for (double noisy : new double[] {0, 0.01, 0.5, 1}) {
                byte[] plain = probabilities(count, noisy);
                byte[] packed = new ChunkEncoder(ElementType.FLOAT32, level).encode(plain);
                Inflater inflater = new Inflater();
                inflater.setInput(packed);
                byte[] shuffled = new byte[plain.length];
                int length = 0;
                for (int n = 1; n > 0; length += n) {
                    n = inflater.inflate(shuffled, length, shuffled.length - length);
                }
                String what = count + " elements, " + noisy + " of them noise";
                assertEquals(plain.length, length, what);
                assertTrue(inflater.finished() || inflater.inflate(new byte[1]) == 0 && inflater.finished(), what);
                inflater.end();
                for (int i = 0; i < plain.length; i++) {
                    assertEquals(plain[i], shuffled[i % 4 * count + i / 4], what);
                }
                assertArrayEquals(plain, Shuffle.undo(Zlib.decode(packed, 0, packed.length, plain.length), 4));
            }
        }
    }

    @Test
    void storesNoiseAndCompressesTheRest() {
        ChunkEncoder encoder = new ChunkEncoder(ElementType.FLOAT32, 4);
        assertTrue(encoder.encode(new byte[400_000]).length < 1000);
        int noise = encoder.encode(probabilities(100_000, 1)).length;
        assertTrue(noise < 0.85 * 400_000, "the exponents of probabilities are compressible: " + noise);
        byte[] bytes = new byte[400_000];
        random.nextBytes(bytes);
        assertTrue(encoder.encode(bytes).length < 400_400);
    }

    /** Returns little-endian float32 values in [0, 1], a fraction of them random, the rest 1. */
    private byte[] probabilities(int count, double noisy) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat(random.nextDouble() < noisy ? random.nextFloat() : 1);
        }
        return bytes.array();
    }
}
