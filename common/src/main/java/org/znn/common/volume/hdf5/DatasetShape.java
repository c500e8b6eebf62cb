package org.znn.common.volume.hdf5;

import java.util.Arrays;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.raster.Region;

/**
 * The shape of a dataset with the axes (y, x), (z, y, x) or (channel, z, y, x). A four-dimensional uint8 dataset whose
 * last axis has length 3 or 4 holds colours, with the axes (z, y, x, channel).
 *
 * @param axes         lengths of four axes, padded with leading ones if the dataset has fewer axes
 * @param rank         number of axes of the dataset
 * @param channelsLast whether the channel is the last axis instead of the first
 */
record DatasetShape(int[] axes, int rank, boolean channelsLast) {

    /**
     * Interprets the dimensions of a dataset.
     *
     * @throws VolumeException if the dimensions are not those of a volume
     */
    static DatasetShape of(long[] dimensions, ElementType type) {
        if (dimensions.length < 2 || dimensions.length > Region.RANK) {
            throw new VolumeException("the dataset has " + dimensions.length
                    + (dimensions.length == 1 ? " axis " : " axes ") + Arrays.toString(dimensions)
                    + "; a volume has the axes (y, x), (z, y, x) or (channel, z, y, x)");
        }
        for (long n : dimensions) {
            if (n < 1 || n > Integer.MAX_VALUE) {
                throw new VolumeException("the shape is " + Arrays.toString(dimensions)
                        + "; each axis must have 1 to 2147483647 voxels");
            }
        }
        boolean channelsLast = dimensions.length == Region.RANK && type == ElementType.UINT8
                && (dimensions[3] == 3 || dimensions[3] == 4);
        return new DatasetShape(padded(dimensions), dimensions.length, channelsLast);
    }

    /** Pads dimensions to four axes with leading ones. */
    static int[] padded(long[] dimensions) {
        int[] axes = {1, 1, 1, 1};
        for (int d = 0; d < dimensions.length; d++) {
            axes[Region.RANK - dimensions.length + d] = Math.toIntExact(dimensions[d]);
        }
        return axes;
    }

    /** Removes the padding: returns the entries of the axes that the dataset really has. */
    long[] withoutPadding(int[] padded) {
        long[] dimensions = new long[rank];
        for (int d = 0; d < rank; d++) {
            dimensions[d] = padded[Region.RANK - rank + d];
        }
        return dimensions;
    }

    int channels() {
        return channelsLast ? axes[3] : axes[0];
    }

    Vec3 size() {
        return spatial(axes);
    }

    /** Extracts the entries of the z, y and x axes. */
    Vec3 spatial(int[] padded) {
        return channelsLast ? new Vec3(padded[0], padded[1], padded[2]) : new Vec3(padded[1], padded[2], padded[3]);
    }

    Region region(Box box) {
        return channelsLast ? Region.channelsLast(channels(), box) : Region.channelsFirst(channels(), box);
    }
}
