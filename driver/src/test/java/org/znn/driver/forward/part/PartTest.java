package org.znn.driver.forward.part;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;

/** Part files are read back as written, and damage is detected wherever it is. */
class PartTest {

    private static final byte[] FIRST = {1, 2, 3};
    private static final byte[] SECOND = {4, 5, 6, 7, 8};
    private static final PartHeader HEADER = new PartHeader("abc", 7,
            List.of(new PartChunk(0, 1, new Vec3(2, 3, 4), 3), new PartChunk(1, 0, new Vec3(5, 6, 7), 5)));

    @Test
    void readsBackWhatWasWritten() throws IOException {
        byte[] file = part();
        try (PartReader reader = read(file)) {
            assertEquals(HEADER, reader.header());
            assertArrayEquals(FIRST, reader.next());
            assertArrayEquals(SECOND, reader.next());
        }
        assertEquals(5, HEADER.bytesOf(1));
    }

    @Test
    void detectsTruncationAtAnyLength() throws IOException {
        byte[] file = part();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(PartException.class, () -> readAll(cut));
        }
    }

    @Test
    void detectsAChangeOfAnyByte() throws IOException {
        byte[] file = part();
        for (int i = 0; i < file.length; i++) {
            byte[] wrong = file.clone();
            wrong[i] ^= 0x40;
            int index = i;
            assertThrows(PartException.class, () -> readAll(wrong), () -> "change of byte " + index + " not detected");
        }
    }

    private static byte[] part() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PartWriter.write(out, HEADER, List.of(FIRST, SECOND));
        return out.toByteArray();
    }

    private static PartReader read(byte[] file) throws IOException {
        return new PartReader("block-7", new ByteArrayInputStream(file), file.length);
    }

    private static void readAll(byte[] file) throws IOException {
        try (PartReader reader = read(file)) {
            for (PartChunk ignored : reader.header().chunks()) {
                reader.next();
            }
        }
    }
}
