package org.znn.common.sample.training;

import org.znn.common.config.OutType;
import org.znn.common.geometry.Vec3;

/**
 * What ids say (ZNN-SEMANTICS 7.2). A label asks one or several questions at every voxel, each answered by a class; the
 * channels of the output tell the answers.
 */
interface Meaning {

    /** The meaning of the ids of a label. */
    static Meaning of(OutType type, int channels) {
        return switch (type) {
            case BOUNDARY -> new BoundaryMeaning();
            case AFFINITY -> new AffinityMeaning();
            case SEMANTIC -> new SemanticMeaning(channels);
        };
    }

    /** How many questions. */
    int questions();

    /** How many classes may answer each. */
    int classes();

    /** The question that a channel belongs to. */
    int question(int channel);

    /** What a channel should be where its question is answered by a class. */
    double value(int channel, int answer);

    /**
     * The class of a voxel; negative where it has none.
     *
     * @param step to the neighbour that affinities look back to, along each axis
     */
    int answer(Ids ids, Vec3 step, int question, int z, int y, int x);

    /** Whether the answer counts, by a mask of the ids. */
    boolean counts(Ids mask, Vec3 step, int question, int z, int y, int x);
}
