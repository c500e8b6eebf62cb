package org.znn.common.volume.raster;

import java.io.EOFException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;

/** Checks the shape of an array that a file's header declares, before anything is allocated for it. */
public final class StoredShape {

    private StoredShape() {
    }

    /**
     * Returns the lengths of the axes.
     *
     * @throws VolumeException if an axis is empty or longer than 2^31 - 1
     */
    public static int[] of(long... lengths) {
        for (long n : lengths) {
            if (n < 1 || n > Integer.MAX_VALUE) {
                throw new VolumeException("the header declares axes of " + text(lengths)
                        + " voxels; each axis must have 1 to 2147483647");
            }
        }
        return Arrays.stream(lengths).mapToInt(Math::toIntExact).toArray();
    }

    /**
     * Returns the number of bytes of an array.
     *
     * @throws VolumeException if it exceeds 2^62, which no file has
     */
    public static long bytes(int[] shape, ElementType type) {
        double bytes = type.bytes();
        long exact = type.bytes();
        for (int n : shape) {
            bytes *= n;
            exact *= n;
        }
        if (bytes > 1L << 62) {
            throw new VolumeException("the header declares axes of "
                    + text(Arrays.stream(shape).asLongStream().toArray()) + " voxels, more than any file can hold");
        }
        return exact;
    }

    /**
     * Checks that an array lies inside its file.
     *
     * @throws EOFException if the file is too short
     */
    public static void requireInside(ContiguousArray array) throws EOFException {
        long bytes = bytes(array.shape(), array.type());
        if (array.address() < 0 || array.address() > array.file().length() - bytes) {
            throw new EOFException("the header declares " + bytes + " bytes of voxels from position " + array.address()
                    + " on, but the file has " + array.file().length() + " bytes: it is truncated or damaged");
        }
    }

    /** Formats a shape; lengths that a signed header makes negative mean nothing. */
    private static String text(long[] lengths) {
        return Arrays.stream(lengths).mapToObj(n -> n < 0 ? "(negative)" : Long.toString(n))
                .collect(Collectors.joining(" x "));
    }
}
