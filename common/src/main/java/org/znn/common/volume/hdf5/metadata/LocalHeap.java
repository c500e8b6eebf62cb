package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;

/** Names of a group's links or of external files (File Format Specification, III.D). */
final class LocalHeap {

    private static final int PREFIX_BYTES = 8;
    private static final int MAX_BYTES = 64 << 20;
    private static final int MAX_TEXT = 1 << 16;

    private final Fields data;

    private LocalHeap(Fields data) {
        this.data = data;
    }

    static LocalHeap open(Hdf5File file, long address) throws IOException {
        Fields prefix = file.read(address, PREFIX_BYTES + 2L * file.lengthBytes() + file.addressBytes());
        prefix.expect("HEAP", 0);
        prefix.skip(3);
        long bytes = prefix.length();
        prefix.unsigned(file.lengthBytes());
        if (bytes > MAX_BYTES) {
            throw new IOException("the names of a group's links have " + bytes + " bytes, which is not supported; at"
                    + " most " + MAX_BYTES + " are");
        }
        return new LocalHeap(file.read(prefix.address(), bytes));
    }

    /** Returns the text at an offset, which has less than 64 KiB. */
    String text(long offset) throws IOException {
        Fields at = data.fromStart();
        at.moveTo(offset);
        return at.part(Math.min(MAX_TEXT, at.remaining())).terminated();
    }
}
