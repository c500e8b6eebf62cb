package org.znn.common.sample.training;

import org.znn.common.geometry.Vec3;

/** Encodes cell interiors (nonzero ids): channel 0 is 1 inside a cell, channel 1 is 1 outside. */
record BoundaryEncoding() implements TargetEncoding {

    @Override
    public int variables() {
        return 1;
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public int variableOf(int channel) {
        return 0;
    }

    @Override
    public double target(int channel, int classIndex) {
        return channel == 0 ? classIndex : 1 - classIndex;
    }

    @Override
    public int classAt(LabelIds ids, Vec3 stride, int variable, int z, int y, int x) {
        return ids.id(z, y, x) != 0 ? 1 : 0;
    }

    @Override
    public boolean isIncluded(LabelIds mask, Vec3 stride, int variable, int z, int y, int x) {
        return mask.id(z, y, x) != 0;
    }
}
