package org.znn.common.network;

/** The {@code type} of a {@code nodes} block. */
public enum NodeType {
    /** Input volume; the node's name is its key in the {@code .spec} file. */
    INPUT,
    /** Sum of the incoming edges. */
    SUM,
    /** Transfer function of the sum of the incoming edges plus a bias per feature map. */
    TRANSFER,
    /** Elementwise maximum of the incoming edges. */
    MAXOUT
}
