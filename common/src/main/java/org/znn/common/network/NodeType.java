package org.znn.common.network;

/** The {@code type} of a {@code nodes} group. */
public enum NodeType {
    /** Where a volume enters; its name is the key in the {@code .spec}. */
    INPUT,
    /** The sum of what arrives. */
    SUM,
    /** A function of (the sum of what arrives + a bias per map). */
    TRANSFER,
    /** The elementwise maximum of what arrives. */
    MAXOUT
}
