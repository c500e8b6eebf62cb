package org.znn.common.sample.training;

import org.znn.common.geometry.Vec3;

/**
 * Encodes class ids one-hot, one channel per class. An id beyond the last class belongs to no class.
 *
 * @param classes number of classes
 */
record SemanticEncoding(int classes) implements TargetEncoding {

    @Override
    public int variables() {
        return 1;
    }

    @Override
    public int variableOf(int channel) {
        return 0;
    }

    @Override
    public double target(int channel, int classIndex) {
        return channel == classIndex ? 1 : 0;
    }

    @Override
    public int classAt(LabelIds ids, Vec3 stride, int variable, int z, int y, int x) {
        long id = ids.id(z, y, x);
        return id < classes ? (int) id : -1;
    }

    @Override
    public boolean isIncluded(LabelIds mask, Vec3 stride, int variable, int z, int y, int x) {
        return mask.id(z, y, x) != 0;
    }
}
