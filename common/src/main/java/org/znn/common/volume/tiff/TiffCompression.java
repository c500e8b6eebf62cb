package org.znn.common.volume.tiff;

import java.util.Map;
import org.znn.common.volume.VolumeException;

/** The compression schemes that can be decoded. */
enum TiffCompression {
    NONE(1), CCITT_RLE(1 << 16), CCITT_FAX3(1 << 16), CCITT_FAX4(1 << 16), LZW(1500), JPEG(1100), DEFLATE(1100),
    PACKBITS(65), ZSTD(44_000);

    private static final Map<Long, TiffCompression> CODES = Map.ofEntries(Map.entry(1L, NONE),
            Map.entry(2L, CCITT_RLE), Map.entry(3L, CCITT_FAX3), Map.entry(4L, CCITT_FAX4), Map.entry(5L, LZW),
            Map.entry(7L, JPEG), Map.entry(8L, DEFLATE), Map.entry(32773L, PACKBITS), Map.entry(32946L, DEFLATE),
            Map.entry(34926L, ZSTD), Map.entry(50000L, ZSTD));
    private static final Map<Long, String> UNSUPPORTED = Map.ofEntries(Map.entry(6L, "JPEG of TIFF 6.0"),
            Map.entry(34712L, "JPEG 2000"), Map.entry(33003L, "JPEG 2000"), Map.entry(33004L, "JPEG 2000"),
            Map.entry(33005L, "JPEG 2000"), Map.entry(34887L, "LERC"), Map.entry(34925L, "LZMA"),
            Map.entry(34892L, "lossy JPEG"), Map.entry(34927L, "WebP"), Map.entry(50001L, "WebP"),
            Map.entry(50002L, "JPEG XL"), Map.entry(52546L, "JPEG XL"));

    private final int maxRatio;

    TiffCompression(int maxRatio) {
        this.maxRatio = maxRatio;
    }

    /**
     * Returns the scheme of a TIFF code.
     *
     * @throws VolumeException if the scheme is not supported
     */
    static TiffCompression of(long code) {
        TiffCompression compression = CODES.get(code);
        if (compression == null) {
            String name = UNSUPPORTED.get(code);
            throw unsupported(name == null ? "compression with the code '" + Long.toUnsignedString(code) + "'"
                    : "compression " + name + " (" + code + ")");
        }
        return compression;
    }

    /** Returns the refusal of a way of storing pages, with the recipe of a conversion. */
    static VolumeException unsupported(String what) {
        return new VolumeException("the " + what + " is not supported; store the file with deflate, LZW, Zstandard or"
                + " no compression, for example in Python with tifffile.imwrite('new.tif', tifffile.imread('old.tif'),"
                + " compression='zlib', photometric='minisblack')");
    }

    /** Returns the maximum number of bytes that a compressed byte can expand to. */
    int maxRatio() {
        return maxRatio;
    }

    /** Whether strips and tiles are decoded by an image library, which also converts JPEG's colours to RGB. */
    boolean isImage() {
        return this == JPEG || this == CCITT_RLE || this == CCITT_FAX3 || this == CCITT_FAX4;
    }
}
