package org.znn.common.sample.training;

import org.znn.common.config.OutputType;
import org.znn.common.geometry.Vec3;

/**
 * Encodes label ids as the target values of output channels (ZNN-SEMANTICS 7.2). A label assigns each voxel a class for
 * one or several categorical variables, and every output channel belongs to one of these variables.
 */
interface TargetEncoding {

    /** Returns the encoding of an output type. */
    static TargetEncoding of(OutputType type, int channels) {
        return switch (type) {
            case BOUNDARY -> new BoundaryEncoding();
            case AFFINITY -> new AffinityEncoding();
            case SEMANTIC -> new SemanticEncoding(channels);
        };
    }

    /** Number of categorical variables of a voxel: 3 for affinities (one per axis), otherwise 1. */
    int variables();

    /** Number of classes of each variable. */
    int classes();

    /** Returns the variable that a channel belongs to. */
    int variableOf(int channel);

    /** Returns the target value of a channel for a class of the channel's variable. */
    double target(int channel, int classIndex);

    /**
     * Returns the class of a voxel; negative if it has none.
     *
     * @param stride distance to the preceding neighbour that affinities compare with, along (z, y, x)
     */
    int classAt(LabelIds ids, Vec3 stride, int variable, int z, int y, int x);

    /** Whether the mask includes a voxel in training. */
    boolean isIncluded(LabelIds mask, Vec3 stride, int variable, int z, int y, int x);
}
