package org.znn.driver.evaluate;

import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeReader;

/**
 * Reads segment ids, of which 0 alone means no segment. Ids of uint64 keep their 64 bits; negative ids of signed types
 * are refused, as some programs mean background by them and others voxels to ignore.
 *
 * @param reader open volume of one channel
 */
record IdReader(VolumeReader reader) {

    /** Approximate number of voxels per read. */
    private static final long BATCH_VOXELS = 1L << 22;

    /**
     * Returns the ids of a box as {@code [z][y][x]}.
     *
     * @throws UserErrorException if an id is negative
     */
    long[] read(Box box) {
        long[] ids = reader.readIds(box);
        if (reader.info().type() != ElementType.UINT64) {
            for (long id : ids) {
                if (id < 0) {
                    throw new UserErrorException(reader.info().path(), "the id " + id + " in " + box + " is negative",
                            "segment ids are above 0; write 0 for voxels without a segment or to be ignored");
                }
            }
        }
        return ids;
    }

    /**
     * Returns the number of sections to read at a time.
     *
     * @param region box of the output
     * @param stride stride of the output on the label, of which more voxels are then read
     */
    static int batch(Box region, Vec3 stride) {
        double section = (double) region.size().with(0, 1).product() * stride.product();
        return (int) Math.max(1, Math.min(region.size().z(), BATCH_VOXELS / section));
    }
}
