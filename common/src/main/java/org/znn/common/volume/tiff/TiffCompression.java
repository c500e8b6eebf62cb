package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.Map;
import org.znn.common.volume.VolumeException;

/** Rejects pages with unsupported compression or with a size that exceeds the maximum compression ratio. */
final class TiffCompression {

    private static final Map<Integer, String> UNSUPPORTED = Map.of(34712, "JPEG 2000", 34887, "LERC", 34925, "LZMA",
            50000, "Zstandard", 50001, "WebP", 50002, "JPEG XL", 34892, "lossy JPEG");
    private static final Map<Integer, Integer> MAX_RATIO = Map.of(1, 1, 5, 1500, 8, 1100, 32946, 1100, 32773, 65);

    private TiffCompression() {
    }

    /**
     * Checks a page.
     *
     * @throws VolumeException if the page cannot be read, or is larger than the file can hold
     */
    static void check(TiffPage page, TiffDirectory directory) throws IOException {
        String name = UNSUPPORTED.get(page.compression());
        if (name != null) {
            throw new VolumeException("the compression " + name + " (" + page.compression()
                    + ") is not supported; store the file with deflate, LZW, or no compression");
        }
        if (page.strips().count() == 0 && directory.values(TiffTag.TILE_OFFSETS).count() == 0) {
            throw new VolumeException("a page has neither strips nor tiles: the file is damaged");
        }
        Integer ratio = MAX_RATIO.get(page.compression());
        double bytes = (double) page.layout().width() * page.layout().samples() * page.bits() / Byte.SIZE
                * page.layout().height();
        if (ratio != null && bytes > (double) ratio * directory.fileLength()) {
            throw new VolumeException("a page declares " + page.layout() + ", more than a file of "
                    + directory.fileLength() + " bytes can hold: it is truncated or damaged");
        }
    }
}
