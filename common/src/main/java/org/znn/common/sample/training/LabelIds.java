package org.znn.common.sample.training;

/** The integer label of each voxel: a segment id, a class id, or 0 and 1. */
interface LabelIds {

    /** Returns the label of a voxel; 0 is background. */
    long id(int z, int y, int x);
}
