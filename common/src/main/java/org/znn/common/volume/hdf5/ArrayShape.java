package org.znn.common.volume.hdf5;

import java.util.Arrays;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.raster.Region;

/**
 * The axes of a dataset and their meaning: (y, x), (z, y, x) or (channel, z, y, x); uint8 with a last axis of 3 or 4
 * after three others is colour, (z, y, x, channel).
 *
 * @param axes   numbers along four axes, ones in front where the dataset has fewer
 * @param rank   axes of the dataset
 * @param colour whether the channel is the last axis
 */
record ArrayShape(int[] axes, int rank, boolean colour) {

    /** From the dataset's own axes; throws {@link VolumeException} where they cannot be a volume's. */
    static ArrayShape of(long[] own, ElementType type) {
        if (own.length < 2 || own.length > Region.RANK) {
            throw new VolumeException("it has " + own.length + (own.length == 1 ? " axis" : " axes") + " "
                    + Arrays.toString(own) + "; a volume has (y, x), (z, y, x) or (channel, z, y, x)");
        }
        for (long n : own) {
            if (n < 1 || n > Integer.MAX_VALUE) {
                throw new VolumeException("its shape is " + Arrays.toString(own)
                        + "; each axis must have 1 to 2147483647 voxels");
            }
        }
        boolean colour = own.length == Region.RANK && type == ElementType.UINT8 && (own[3] == 3 || own[3] == 4);
        return new ArrayShape(padded(own), own.length, colour);
    }

    /** Four axes, ones in front. */
    static int[] padded(long[] own) {
        int[] axes = {1, 1, 1, 1};
        for (int d = 0; d < own.length; d++) {
            axes[Region.RANK - own.length + d] = Math.toIntExact(own[d]);
        }
        return axes;
    }

    /** The dataset's own axes of four. */
    long[] own(int[] padded) {
        long[] own = new long[rank];
        for (int d = 0; d < rank; d++) {
            own[d] = padded[Region.RANK - rank + d];
        }
        return own;
    }

    int channels() {
        return colour ? axes[3] : axes[0];
    }

    Vec3 size() {
        return spatial(axes);
    }

    /** The z, y and x of four axes in the order of this dataset's. */
    Vec3 spatial(int[] four) {
        return colour ? new Vec3(four[0], four[1], four[2]) : new Vec3(four[1], four[2], four[3]);
    }

    Region region(Box box) {
        return colour ? Region.channelsLast(channels(), box) : Region.channelsFirst(channels(), box);
    }
}
