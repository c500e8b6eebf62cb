package org.znn.common.sample.training;

import org.znn.common.geometry.Vec3;

/**
 * One of several classes, a channel each; an id beyond them is none.
 *
 * @param classes how many
 */
record SemanticMeaning(int classes) implements Meaning {

    @Override
    public int questions() {
        return 1;
    }

    @Override
    public int question(int channel) {
        return 0;
    }

    @Override
    public double value(int channel, int answer) {
        return channel == answer ? 1 : 0;
    }

    @Override
    public int answer(Ids ids, Vec3 step, int question, int z, int y, int x) {
        long id = ids.id(z, y, x);
        return id < classes ? (int) id : -1;
    }

    @Override
    public boolean counts(Ids mask, Vec3 step, int question, int z, int y, int x) {
        return mask.id(z, y, x) != 0;
    }
}
