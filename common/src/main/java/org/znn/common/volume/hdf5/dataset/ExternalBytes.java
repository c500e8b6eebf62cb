package org.znn.common.volume.hdf5.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.metadata.ExternalSegment;
import org.znn.common.volume.storage.ByteSource;

/** The bytes of a dataset that stand in other files, one part after another. */
final class ExternalBytes implements ByteSource {

    private final LinkedFiles files;
    private final List<Part> parts = new ArrayList<>();
    private long length;

    /**
     * A part of the bytes.
     *
     * @param start  position of the part in the dataset in bytes
     * @param bytes  size of the part in bytes
     * @param path   file that holds the part
     * @param offset position of the part in its file in bytes
     */
    private record Part(long start, long bytes, String path, long offset) {
    }

    /**
     * Finds the files.
     *
     * @param bytes size of the dataset in bytes
     * @throws VolumeException if a file is missing or too short
     */
    ExternalBytes(LinkedFiles files, OpenFile from, List<ExternalSegment> segments, double bytes) throws IOException {
        this.files = files;
        for (ExternalSegment segment : segments) {
            long count = (long) Math.min(segment.bytes(), bytes - length);
            if (count <= 0) {
                break;
            }
            String path = files.find(segment.file(), from).orElseThrow(() -> new VolumeException("the voxels are in"
                    + " the file " + segment.file() + ", which is neither there nor beside " + from.name()));
            long available = files.bytes(path).length();
            if (available - segment.offset() < count) {
                throw new VolumeException("the voxels are in the file " + path + ", which has " + available
                        + " bytes instead of " + Long.toUnsignedString(segment.offset() + count)
                        + ": it is truncated");
            }
            parts.add(new Part(length, count, path, segment.offset()));
            length += count;
        }
        if (length < bytes) {
            throw new VolumeException("the external files of the dataset hold " + length + " of its bytes: the file is"
                    + " damaged");
        }
    }

    @Override
    public String name() {
        return parts.get(0).path;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void readUnchecked(long position, byte[] target, int offset, int count) throws IOException {
        int done = 0;
        for (Part part : parts) {
            long from = Math.max(position, part.start);
            long to = Math.min(position + count, part.start + part.bytes);
            if (from < to) {
                files.bytes(part.path).readFully(part.offset + from - part.start, target,
                        offset + (int) (from - position), (int) (to - from));
                done += (int) (to - from);
            }
        }
        if (done < count) {
            throw new EOFException("the external files of the dataset are too short");
        }
    }

    /** Does nothing: the set of linked files closes them. */
    @Override
    public void close() {
    }
}
