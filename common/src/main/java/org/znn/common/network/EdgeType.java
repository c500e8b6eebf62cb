package org.znn.common.network;

/** The {@code type} of an {@code edges} block. */
public enum EdgeType {
    /** Convolution, with a kernel for each pair of an input and an output map. */
    CONV,
    /** Dense sliding maximum; the stride dilates everything downstream instead of subsampling. */
    MAX_FILTER,
    /** Maximum of disjoint windows, which subsamples. */
    MAX_POOL,
    /** Random zeroing of voxels in training. */
    DROPOUT,
    /** Removal of voxels at the borders. */
    CROP,
    /** Copy into a maxout node. */
    MAXOUT,
    /** Copy. */
    DUMMY
}
