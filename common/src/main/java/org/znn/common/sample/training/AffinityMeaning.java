package org.znn.common.sample.training;

import org.znn.common.geometry.Vec3;

/**
 * Whether a voxel belongs to the same segment as the one before it: along x in channel 0, y in 1, z in 2. It counts
 * where either of the two is in the mask, as in ZNN.
 */
record AffinityMeaning() implements Meaning {

    private static final int AXES = 3;

    @Override
    public int questions() {
        return AXES;
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public int question(int channel) {
        return channel;
    }

    @Override
    public double value(int channel, int answer) {
        return answer;
    }

    @Override
    public int answer(Ids ids, Vec3 step, int question, int z, int y, int x) {
        long id = ids.id(z, y, x);
        return id != 0 && id == before(ids, step, question, z, y, x) ? 1 : 0;
    }

    @Override
    public boolean counts(Ids mask, Vec3 step, int question, int z, int y, int x) {
        return mask.id(z, y, x) != 0 || before(mask, step, question, z, y, x) != 0;
    }

    private static long before(Ids ids, Vec3 step, int question, int z, int y, int x) {
        return switch (question) {
            case 0 -> ids.id(z, y, x - step.x());
            case 1 -> ids.id(z, y - step.y(), x);
            default -> ids.id(z - step.z(), y, x);
        };
    }
}
