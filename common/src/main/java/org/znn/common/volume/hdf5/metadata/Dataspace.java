package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;

/**
 * The shape of a dataset or an attribute.
 *
 * @param size    number of elements along each axis; no axes for a single element
 * @param maxSize largest number of elements along each axis; -1 if it is unlimited
 * @param isNull  whether there are no elements at all
 */
public record Dataspace(long[] size, long[] maxSize, boolean isNull) {

    private static final int HAS_MAX = 1;
    private static final int NULL = 2;
    private static final int MAX_RANK = 32;

    /** Reads a dataspace message (File Format Specification, IV.A.2.b). */
    static Dataspace read(Fields body) throws IOException {
        int version = body.u8();
        int rank = body.u8();
        int flags = body.u8();
        if (version < 1 || version > 2 || rank > MAX_RANK) {
            throw new IOException("the file is damaged: a dataspace has version " + version + " and " + rank + " axes");
        }
        int type = body.u8();
        body.skip(version == 1 ? 4 : 0);
        long[] size = new long[rank];
        for (int d = 0; d < rank; d++) {
            size[d] = body.length();
        }
        long[] max = size.clone();
        for (int d = 0; d < rank && (flags & HAS_MAX) != 0; d++) {
            max[d] = body.extent();
            if (max[d] != -1 && max[d] < size[d]) {
                throw new IOException("the file is damaged: an axis of " + size[d] + " elements may have at most "
                        + Long.toUnsignedString(max[d]) + " elements");
            }
        }
        return new Dataspace(size, max, version == 2 && type == NULL);
    }

    /** Returns the number of elements, as a double because the sizes in a damaged file may overflow a long. */
    public double elements() {
        double elements = isNull ? 0 : 1;
        for (long n : size) {
            elements *= n;
        }
        return elements;
    }
}
