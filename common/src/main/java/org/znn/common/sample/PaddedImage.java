package org.znn.common.sample;

import java.io.Closeable;
import java.io.IOException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeReader;

/**
 * An image as the network reads it: normalized and extended by reflection at its faces. Positions are relative to the
 * first voxel of the padding. Reads only the voxels that a box needs. Not thread-safe.
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

    /**
     * Reads the voxels of a box, all channels.
     *
     * @throws NonFiniteVoxelException if a voxel is NaN or infinite: a rectifier would silently turn NaN into 0
     */
    public Volume read(Box box, Precision precision) {
        Vec3 size = reader.info().size();
        int[][] index = new int[3][];
        Vec3 start = Vec3.ZERO;
        Vec3 end = Vec3.ZERO;
        for (int axis = 0; axis < 3; axis++) {
            int first = box.start().get(axis) - padding.low().get(axis);
            index[axis] = new int[box.size().get(axis)];
            int min = Integer.MAX_VALUE;
            int max = -1;
            for (int i = 0; i < index[axis].length; i++) {
                int position = Padding.reflect(first + i, size.get(axis));
                index[axis][i] = position;
                min = Math.min(min, position);
                max = Math.max(max, position);
            }
            start = start.with(axis, min);
            end = end.with(axis, max + 1);
        }
        Volume stored = reader.read(Box.between(start, end), precision);
        Volume normalized = Volume.zeros(precision, stored.channels(), box.size());
        for (int c = 0; c < stored.channels(); c++) {
            for (int z = 0; z < box.size().z(); z++) {
                double offset = normalization.offset(c, index[0][z]);
                double scale = normalization.scale(c, index[0][z]);
                for (int y = 0; y < box.size().y(); y++) {
                    for (int x = 0; x < box.size().x(); x++) {
                        double v = stored.get(c, index[0][z] - start.z(), index[1][y] - start.y(),
                                index[2][x] - start.x());
                        if (!Double.isFinite(v)) {
                            throw new NonFiniteVoxelException(reader.info().path(), v,
                                    new Vec3(index[0][z], index[1][y], index[2][x]));
                        }
                        normalized.set(c, z, y, x, (v - offset) * scale);
                    }
                }
            }
        }
        return normalized;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
