package org.znn.common.volume.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import net.jpountz.lz4.LZ4BlockOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.volume.ExternalTools;

/** Tests the decoders with chunks that numcodecs encoded ({@code write_codec_samples.py}), intact and damaged. */
class CodecTest {

    private static final Path SCRIPT = Path.of("src/test/python/write_codec_samples.py");
    private static final int MUTANTS = 30;
    private static final long SEED = 7;

    @TempDir
    private Path folder;

    /** A chunk, encoded and decoded. */
    private record Sample(byte[] encoded, byte[] plain) {
    }

    @Test
    void decodesCheckedInSamples() throws Exception {
        Map<String, Sample> samples = samples();
        assertEquals(22, samples.size());
        decodeAll(samples);
    }

    @Test
    void decodesSamplesOfAllShapes() throws Exception {
        Path archive = folder.resolve("samples.zip");
        ExternalTools.runPython("numpy,numcodecs", Files.readString(SCRIPT), archive);
        Map<String, Sample> samples = load(Files.newInputStream(archive));
        assertTrue(samples.size() > 4000, () -> samples.size() + " samples");
        decodeAll(samples);
    }

    private static void decodeAll(Map<String, Sample> samples) throws IOException {
        for (Map.Entry<String, Sample> e : samples.entrySet()) {
            // A frame inside a larger array, as a chunk inside a shard is.
            byte[] encoded = e.getValue().encoded;
            byte[] framed = new byte[encoded.length + 10];
            System.arraycopy(encoded, 0, framed, 3, encoded.length);
            byte[] plain = e.getValue().plain;
            assertArrayEquals(plain, decode(e.getKey(), framed, 3, encoded.length, plain.length), e.getKey());
        }
    }

    @Test
    void damagedSamplesAreDecodedOrRejected() throws Exception {
        Random random = new Random(SEED);
        for (Map.Entry<String, Sample> e : samples().entrySet()) {
            for (int i = 0; i < MUTANTS; i++) {
                byte[] bytes = e.getValue().encoded.clone();
                for (int damage = 0; damage <= random.nextInt(3); damage++) {
                    int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 32);
                    bytes[random.nextInt(reach)] = (byte) (random.nextBoolean() ? -1 : random.nextInt());
                }
                int length = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
                try {
                    int expected = e.getValue().plain.length;
                    byte[] plain = decode(e.getKey(), bytes, 0, length, expected);
                    assertTrue(plain.length <= Math.max(expected, length), e.getKey());
                } catch (IOException rejected) {
                    assertTrue(rejected.getMessage().length() > 20, rejected.getMessage());
                } catch (RuntimeException | Error escaped) {
                    throw new AssertionError(e.getKey() + ", mutant " + i + " of seed " + SEED, escaped);
                }
            }
        }
    }

    @Test
    void rejectsChunksThatHoldMoreThanExpected() throws Exception {
        for (Map.Entry<String, Sample> e : samples().entrySet()) {
            if (!e.getKey().contains("shuffle:")) {
                byte[] encoded = e.getValue().encoded;
                assertThrows(IOException.class, () -> decode(e.getKey(), encoded, 0, encoded.length,
                        e.getValue().plain.length - 1), e.getKey());
            }
        }
    }

    @Test
    void decodesZstandardFramesWithoutContentSize() throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        byte[] plain = "membrane ".repeat(500).getBytes(StandardCharsets.US_ASCII);
        for (int part = 0; part < 2; part++) {
            try (ZstdOutputStreamNoFinalizer stream = new ZstdOutputStreamNoFinalizer(encoded)) {
                stream.write(plain, part * plain.length / 2, plain.length / 2);
                stream.flush();
            }
        }
        byte[] frames = encoded.toByteArray();
        assertArrayEquals(plain, Zstd.decode(frames, 0, frames.length, plain.length));
        assertThrows(IOException.class, () -> Zstd.decode(frames, 0, frames.length - 1, plain.length));
        assertThrows(IOException.class, () -> Zstd.decode(frames, 0, frames.length, plain.length - 1));
    }

    @Test
    void decodesStreamsOfLz4Blocks() throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        byte[] plain = new byte[5000];
        new Random(SEED).nextBytes(plain);
        Arrays.fill(plain, 2000, 4000, (byte) 3);
        try (LZ4BlockOutputStream stream = new LZ4BlockOutputStream(encoded, 1024)) {
            stream.write(plain);
        }
        byte[] blocks = encoded.toByteArray();
        assertArrayEquals(plain, Lz4BlockStream.decode(blocks, 0, blocks.length, plain.length));
        for (int i = 0; i < blocks.length; i++) {
            byte[] damaged = blocks.clone();
            damaged[i] ^= 0x20;
            try {
                assertArrayEquals(plain, Lz4BlockStream.decode(damaged, 0, damaged.length, plain.length));
            } catch (IOException e) {
                assertTrue(e.getMessage().endsWith("the file is damaged"), e.getMessage());
            }
        }
    }

    /** Known answers: RFC 3720, appendix B.4, for CRC-32C; "abcdef" for the Fletcher checksum, as HDF5 computes it. */
    @ParameterizedTest
    @CsvSource({"crc32c, 0000000000000000000000000000000000000000000000000000000000000000 aa36918a",
            "crc32c, 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f 4e79dd46",
            "fletcher32, 616263646566 2d2a5650"})
    void verifiesChecksums(String kind, String hex) throws IOException {
        byte[] stored = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] plain = kind.equals("crc32c") ? Crc32c.verify(stored) : Fletcher32.verify(stored);
        assertEquals(stored.length - 4, plain.length);
        stored[0] ^= 1;
        assertThrows(IOException.class, () -> {
            byte[] unused = kind.equals("crc32c") ? Crc32c.verify(stored) : Fletcher32.verify(stored);
        });
        assertThrows(IOException.class, () -> Crc32c.verify(new byte[3]));
    }

    private static byte[] decode(String name, byte[] encoded, int offset, int length, int bytes) throws IOException {
        String[] decoder = name.substring(0, name.indexOf('-')).split(":");
        byte[] alone = Arrays.copyOfRange(encoded, offset, offset + length);
        return switch (decoder[0]) {
            case "blosc" -> Blosc.decode(encoded, offset, length, bytes);
            case "zlib" -> Zlib.decode(encoded, offset, length, bytes);
            case "gzip" -> Gzip.decode(encoded, offset, length, bytes);
            case "zstd" -> Zstd.decode(encoded, offset, length, bytes);
            case "lz4" -> Lz4.decode(encoded, offset, length, bytes);
            case "shuffle" -> Shuffle.undo(alone, Integer.parseInt(decoder[1]));
            default -> Bitshuffle.undo(alone, Integer.parseInt(decoder[1]), Integer.parseInt(decoder[2]));
        };
    }

    private static Map<String, Sample> samples() throws IOException {
        return load(CodecTest.class.getResourceAsStream("codec_samples.zip"));
    }

    private static Map<String, Sample> load(InputStream archive) throws IOException {
        Map<String, Sample> samples = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] encoded = zip.readAllBytes();
                zip.getNextEntry();
                samples.put(entry.getName().replace(".encoded", ""), new Sample(encoded, zip.readAllBytes()));
            }
        }
        return samples;
    }
}
