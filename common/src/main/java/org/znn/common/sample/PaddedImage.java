package org.znn.common.sample;

import java.io.Closeable;
import java.io.IOException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeReader;

/**
 * An image as the network sees it: its values preprocessed, its faces mirrored. Positions count from the first voxel
 * of the padding. Only the voxels that a box needs are read. Not for use by several threads at once.
 */
public final class PaddedImage implements Closeable {

    private final VolumeReader reader;
    private final Padding padding;
    private final Normalization normalization;

    public PaddedImage(VolumeReader reader, Padding padding, Normalization normalization) {
        this.reader = reader;
        this.padding = padding;
        this.normalization = normalization;
    }

    /** Size of the image, padding included. */
    public Vec3 size() {
        return padding.paddedSize(reader.info().size());
    }

    /**
     * The voxels of a box, all channels, in the precision asked for.
     *
     * @throws NotANumberException where a voxel is NaN or infinite: behind a rectifier it would pass unseen
     */
    public Volume read(Box box, Precision precision) {
        Vec3 size = reader.info().size();
        int[][] index = new int[3][];
        Vec3 from = Vec3.ZERO;
        Vec3 to = Vec3.ZERO;
        for (int axis = 0; axis < 3; axis++) {
            int first = box.start().get(axis) - padding.low().get(axis);
            index[axis] = new int[box.size().get(axis)];
            int least = Integer.MAX_VALUE;
            int greatest = -1;
            for (int i = 0; i < index[axis].length; i++) {
                int at = Padding.reflect(first + i, size.get(axis));
                index[axis][i] = at;
                least = Math.min(least, at);
                greatest = Math.max(greatest, at);
            }
            from = from.with(axis, least);
            to = to.with(axis, greatest + 1);
        }
        Volume stored = reader.read(Box.between(from, to), precision);
        Volume seen = Volume.zeros(precision, stored.channels(), box.size());
        for (int c = 0; c < stored.channels(); c++) {
            for (int z = 0; z < box.size().z(); z++) {
                double subtract = normalization.subtract(c, index[0][z]);
                double scale = normalization.scale(c, index[0][z]);
                for (int y = 0; y < box.size().y(); y++) {
                    for (int x = 0; x < box.size().x(); x++) {
                        double v = stored.get(c, index[0][z] - from.z(), index[1][y] - from.y(),
                                index[2][x] - from.x());
                        if (!Double.isFinite(v)) {
                            throw new NotANumberException(reader.info().path(), v,
                                    new Vec3(index[0][z], index[1][y], index[2][x]));
                        }
                        seen.set(c, z, y, x, (v - subtract) * scale);
                    }
                }
            }
        }
        return seen;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
