package org.znn.common.volume.file;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.znn.common.volume.storage.ByteSource;

/** The format of a volume file, detected from its first bytes regardless of its name. */
enum FileFormat {
    HDF5, TIFF, OTHER;

    private static final long HDF5_SIGNATURE = 0x894844460d0a1a0aL;
    private static final int FIRST_USER_BLOCK = 512;

    /** Detects the format of a file. The HDF5 signature may follow a user block of 512, 1024, 2048, … bytes. */
    static FileFormat of(ByteSource file) throws IOException {
        for (long start = 0; start + Long.BYTES <= file.length();
                start = start == 0 ? FIRST_USER_BLOCK : start * 2) {
            if (file.read(start, Long.BYTES, ByteOrder.BIG_ENDIAN).getLong(0) == HDF5_SIGNATURE) {
                return HDF5;
            }
        }
        if (file.length() >= Integer.BYTES) {
            return switch (file.read(0, Integer.BYTES, ByteOrder.BIG_ENDIAN).getInt(0)) {
                case 0x49492a00, 0x4d4d002a, 0x49492b00, 0x4d4d002b -> TIFF;
                default -> OTHER;
            };
        }
        return OTHER;
    }

    /** Returns the first bytes of a file in hexadecimal, for error messages. */
    static String firstBytes(ByteSource file) throws IOException {
        int count = (int) Math.min(Long.BYTES, file.length());
        return HexFormat.ofDelimiter(" ").formatHex(file.read(0, count, ByteOrder.BIG_ENDIAN).array());
    }
}
