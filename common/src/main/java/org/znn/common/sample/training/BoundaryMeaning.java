package org.znn.common.sample.training;

import org.znn.common.geometry.Vec3;

/** Inside a cell (channel 0) or not (channel 1). */
record BoundaryMeaning() implements Meaning {

    @Override
    public int questions() {
        return 1;
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public int question(int channel) {
        return 0;
    }

    @Override
    public double value(int channel, int answer) {
        return channel == 0 ? answer : 1 - answer;
    }

    @Override
    public int answer(Ids ids, Vec3 step, int question, int z, int y, int x) {
        return ids.id(z, y, x) != 0 ? 1 : 0;
    }

    @Override
    public boolean counts(Ids mask, Vec3 step, int question, int z, int y, int x) {
        return mask.id(z, y, x) != 0;
    }
}
