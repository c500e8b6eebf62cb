package org.znn.common.volume.tiff;

import java.io.IOException;
import java.util.Map;
import org.znn.common.volume.VolumeException;

/** Which compressions can be read, and claims that no compression can make true. */
final class TiffCompression {

    private static final Map<Integer, String> UNREADABLE = Map.of(34712, "JPEG 2000", 34887, "LERC", 34925, "LZMA",
            50000, "Zstandard", 50001, "WebP", 50002, "JPEG XL", 34892, "lossy JPEG");
    private static final Map<Integer, Integer> BEST_RATIO = Map.of(1, 1, 5, 1500, 8, 1100, 32946, 1100, 32773, 65);

    private TiffCompression() {
    }

    /** Refuses a page that cannot be read, or is larger than its file can hold. */
    static void check(TiffPage page, TiffDirectory directory) throws IOException {
        String name = UNREADABLE.get(page.compression());
        if (name != null) {
            throw new VolumeException("its compression " + name + " (" + page.compression()
                    + ") cannot be read; store it with deflate, LZW, or without compression");
        }
        if (page.strips().count() == 0 && directory.values(TiffTag.TILE_OFFSETS).count() == 0) {
            throw new VolumeException("a page names neither strips nor tiles: it is damaged");
        }
        Integer ratio = BEST_RATIO.get(page.compression());
        double bytes = (double) page.layout().width() * page.layout().samples() * page.bits() / Byte.SIZE
                * page.layout().height();
        if (ratio != null && bytes > (double) ratio * directory.fileLength()) {
            throw new VolumeException("a page claims " + page.layout() + ", more than a file of "
                    + directory.fileLength() + " bytes can hold: it is cut short or damaged");
        }
    }
}
