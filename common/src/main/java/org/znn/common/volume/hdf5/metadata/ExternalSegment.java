package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a dataset whose elements stand in another file.
 *
 * @param file   name of the file
 * @param offset position of the part in the file in bytes
 * @param bytes  size of the part in bytes; {@link Long#MAX_VALUE} if it is unlimited
 */
public record ExternalSegment(String file, long offset, long bytes) {

    /** Reads an external data files message (File Format Specification, IV.A.2.h). */
    static List<ExternalSegment> read(Hdf5File file, Fields body) throws IOException {
        if (body.u8() != 1) {
            throw new IOException("the file is damaged: a list of external files has an unknown version");
        }
        body.skip(3 + 2);
        int count = body.u16();
        LocalHeap names = LocalHeap.open(file, body.address());
        List<ExternalSegment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = names.text(body.length());
            long offset = body.length();
            long bytes = body.extent();
            segments.add(new ExternalSegment(name, offset, bytes < 0 ? Long.MAX_VALUE : bytes));
        }
        return segments;
    }
}
