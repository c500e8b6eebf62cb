package org.znn.common.network;

import java.io.Serializable;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.UserMistake;

/**
 * How the size of a node's maps follows from the output size: size = scale · output + margin, along each axis.
 *
 * @param scale  1 unless pooling lies between the node and the output
 * @param margin voxels of context beyond that, in all
 */
public record SizeMap(Vec3 scale, Vec3 margin) implements Serializable {

    /** That of an output. */
    public static final SizeMap IDENTITY = new SizeMap(Vec3.ONE, Vec3.ZERO);

    /** The longest side of a patch. */
    static final int MOST = 1 << 24;

    /** Voxels that one output voxel depends on: scale + margin. */
    public Vec3 context() {
        return scale.plus(margin);
    }

    /** Voxels of context before the place of an output voxel, (context − 1) // 2, as ZNN's mirroring takes them. */
    public Vec3 lowContext() {
        return context().minus(1).floorDiv(2);
    }

    /** The size for an output size; throws {@link UserMistake} where it is beyond 2^24 voxels along an axis. */
    public Vec3 sizeFor(Vec3 output) {
        for (int axis = 0; axis < 3; axis++) {
            long size = (long) scale.get(axis) * output.get(axis) + margin.get(axis);
            if (size > MOST || output.get(axis) < 1) {
                long most = (MOST - (long) margin.get(axis)) / scale.get(axis);
                throw new UserMistake("", "an output patch of " + output + " needs maps of " + size
                        + " voxels along " + "zyx".charAt(axis), "choose from 1 to " + most + " output voxels there");
            }
        }
        return scale.times(output).plus(margin);
    }

    /** The voxels that a box of output voxels depends on; both are counted from their own first voxel. */
    public Box window(Box output) {
        return new Box(output.start().times(scale), sizeFor(output.size()));
    }

    /** The largest output size whose {@link #sizeFor} does not exceed a size; not positive where there is none. */
    public Vec3 outputFor(Vec3 size) {
        return size.minus(margin).floorDiv(scale);
    }

    /** Whether a size is that of some output size, with nothing left over. */
    public boolean isLegal(Vec3 size) {
        Vec3 output = outputFor(size);
        return output.isPositive() && scale.times(output).plus(margin).equals(size);
    }
}
