package org.znn.common.network;

import java.io.Serializable;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/**
 * Affine relation between the output size and the size of a node's maps: size = scale · output + margin on each axis.
 *
 * @param scale  map voxels per output voxel (z, y, x); 1 unless pooling lies between the node and the output
 * @param margin constant term in voxels (z, y, x), both sides together
 */
public record SizeRelation(Vec3 scale, Vec3 margin) implements Serializable {

    /** Relation of an output node. */
    public static final SizeRelation IDENTITY = new SizeRelation(Vec3.ONE, Vec3.ZERO);

    /** Maximum patch size in voxels along an axis. */
    public static final int MAX_SIDE = 1 << 24;

    /** Number of voxels that one output voxel depends on, along each axis: scale + margin. */
    public Vec3 context() {
        return scale.plus(margin);
    }

    /** Number of context voxels before the position of an output voxel, ⌊(context − 1) / 2⌋, as in ZNN's mirroring. */
    public Vec3 lowContext() {
        return context().minus(1).floorDiv(2);
    }

    /**
     * Returns the map size for an output size; throws {@link UserErrorException} if it exceeds 2^24 voxels along an
     * axis.
     */
    public Vec3 sizeFor(Vec3 output) {
        for (int axis = 0; axis < 3; axis++) {
            long size = (long) scale.get(axis) * output.get(axis) + margin.get(axis);
            if (size > MAX_SIDE || output.get(axis) < 1) {
                long maxOutput = (MAX_SIDE - (long) margin.get(axis)) / scale.get(axis);
                throw new UserErrorException("", "an output patch of " + output + " needs maps of " + size
                        + " voxels along " + "zyx".charAt(axis), "choose 1 to " + maxOutput + " output voxels there");
            }
        }
        return scale.times(output).plus(margin);
    }

    /** Returns the box of map voxels that a box of output voxels depends on, each in coordinates of its own volume. */
    public Box window(Box output) {
        return new Box(output.start().times(scale), sizeFor(output.size()));
    }

    /** Returns the largest output size whose map size is at most the given one; not positive if there is none. */
    public Vec3 outputFor(Vec3 size) {
        return size.minus(margin).floorDiv(scale);
    }
}
