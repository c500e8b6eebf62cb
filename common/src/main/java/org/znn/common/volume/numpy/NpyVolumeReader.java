package org.znn.common.volume.numpy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.raster.ContiguousArray;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.Region;
import org.znn.common.volume.raster.StoredArrayReader;
import org.znn.common.volume.raster.StoredShape;
import org.znn.common.volume.storage.ByteSource;

/**
 * Opens .npy files of arrays with the axes (y, x), (z, y, x) or (channel, z, y, x), in C or Fortran order. A
 * four-dimensional uint8 array whose last axis has length 3 or 4 holds colours, with the axes (z, y, x, channel).
 */
public final class NpyVolumeReader {

    private static final int COLOUR = 3;
    private static final int COLOUR_AND_OPACITY = 4;

    private NpyVolumeReader() {
    }

    /**
     * Opens a file. The reader takes ownership of the source; if opening fails, the source remains open.
     *
     * @throws VolumeException if the file is damaged or is not a volume
     */
    public static VolumeReader open(ByteSource source) {
        try {
            return open(source, NpyHeader.read(source));
        } catch (IOException | RuntimeException e) {
            throw new VolumeException(source.name() + ": " + ErrorMessages.describe(e), e);
        }
    }

    private static VolumeReader open(ByteSource source, NpyHeader header) throws IOException {
        int rank = header.shape().length;
        if (rank < 2 || rank > Region.RANK) {
            throw new VolumeException("the array has the shape " + Arrays.toString(header.shape())
                    + "; a volume has the axes (y, x), (z, y, x) or (channel, z, y, x)");
        }
        long[] padded = {1, 1, 1, 1};
        System.arraycopy(header.shape(), 0, padded, Region.RANK - rank, rank);
        int[] shape = StoredShape.of(padded);
        boolean colours = rank == Region.RANK && header.type() == ElementType.UINT8
                && (shape[3] == COLOUR || shape[3] == COLOUR_AND_OPACITY);
        int[] order = colours ? new int[] {1, 2, 3, 0} : new int[] {0, 1, 2, 3};
        int channels = colours ? shape[3] : shape[0];
        Vec3 size = colours ? new Vec3(shape[0], shape[1], shape[2]) : new Vec3(shape[1], shape[2], shape[3]);
        String axes = colours ? "z,y,x,c" : "c,z,y,x".substring(2 * (Region.RANK - rank));
        if (header.fortranOrder()) {
            shape = reversed(shape);
            order = reversed(order);
            axes = new StringBuilder(axes).reverse().toString();
        }
        ContiguousArray array = new ContiguousArray(source, header.bytes(), shape, header.type(), header.order());
        StoredShape.requireInside(array);
        VolumeInfo info = VolumeInfo.of(source.name(), "NumPy", axes, channels, size, header.type());
        return new StoredArrayReader(colours
                ? info.withNotes(List.of("the last axis, of length " + channels + ", holds the channels"))
                : info, array, order);
    }

    private static int[] reversed(int[] values) {
        int[] result = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[values.length - 1 - i];
        }
        return result;
    }
}
