package org.znn.common.sample.training;

/** Whole numbers at voxels: segments, classes, or 1 and 0. */
interface Ids {

    /** 0 is background. */
    long id(int z, int y, int x);
}
