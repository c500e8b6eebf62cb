package org.znn.common.network;

/** The {@code type} of an {@code edges} group. */
public enum EdgeType {
    CONV, MAX_FILTER, MAX_POOL, DROPOUT, CROP, MAXOUT, DUMMY
}
