package org.znn.common.network;

/** The {@code type} of an {@code edges} block. */
public enum EdgeType {
    CONV, MAX_FILTER, MAX_POOL, DROPOUT, CROP, MAXOUT, DUMMY
}
