package org.znn.common.sample.training;

import org.znn.common.geometry.Vec3;

/**
 * Encodes affinities: whether a voxel and its predecessor along one axis belong to the same segment. Channel 0 holds
 * the x axis, channel 1 the y axis, channel 2 the z axis. As in ZNN, an affinity is included in training if the mask is
 * set at either of its two voxels.
 */
record AffinityEncoding() implements TargetEncoding {

    private static final int AXES = 3;

    @Override
    public int variables() {
        return AXES;
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public int variableOf(int channel) {
        return channel;
    }

    @Override
    public double target(int channel, int classIndex) {
        return classIndex;
    }

    @Override
    public int classAt(LabelIds ids, Vec3 stride, int variable, int z, int y, int x) {
        long id = ids.id(z, y, x);
        return id != 0 && id == predecessor(ids, stride, variable, z, y, x) ? 1 : 0;
    }

    @Override
    public boolean isIncluded(LabelIds mask, Vec3 stride, int variable, int z, int y, int x) {
        return mask.id(z, y, x) != 0 || predecessor(mask, stride, variable, z, y, x) != 0;
    }

    private static long predecessor(LabelIds ids, Vec3 stride, int variable, int z, int y, int x) {
        return switch (variable) {
            case 0 -> ids.id(z, y, x - stride.x());
            case 1 -> ids.id(z, y - stride.y(), x);
            default -> ids.id(z - stride.z(), y, x);
        };
    }
}
