package org.znn.common.volume.hdf5.metadata;

/**
 * A message of an object header.
 *
 * @param type  type of the message, one of the constants of {@link MessageType}
 * @param flags flags of the message
 * @param body  contents of the message
 */
record Message(int type, int flags, Fields body) {

    private static final int SHARED = 1 << 1;

    /** Whether the body is only a reference to the contents, which are stored elsewhere. */
    boolean isShared() {
        return (flags & SHARED) != 0;
    }
}
