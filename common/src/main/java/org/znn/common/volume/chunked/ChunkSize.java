package org.znn.common.volume.chunked;

import java.util.Arrays;
import java.util.Locale;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;

/** Limits the size of chunks, which are decoded as a whole. */
public final class ChunkSize {

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private ChunkSize() {
    }

    /**
     * Returns the size of a decoded chunk in bytes.
     *
     * @throws VolumeException if it exceeds half of the heap or 2^31 - 9
     */
    public static int bytes(int[] chunk, ElementType type) {
        double bytes = type.bytes();
        for (int n : chunk) {
            bytes *= n;
        }
        if (bytes > max()) {
            throw new VolumeException(String.format(Locale.ROOT, "chunks of the shape %s (%.0f MB) are too large for a"
                    + " heap of %.0f MB; store the array with smaller chunks, such as 64,64,64", Arrays.toString(chunk),
                    bytes / 1e6, Runtime.getRuntime().maxMemory() / 1e6));
        }
        return (int) bytes;
    }

    /** Returns the maximum size in bytes of a chunk, encoded or decoded. */
    public static int max() {
        return (int) Math.min(MAX_ARRAY, Runtime.getRuntime().maxMemory() / 2);
    }
}
