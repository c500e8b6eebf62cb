package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.metadata.Fields;

/** Reads selections as they are stored (File Format Specification, Dataspace Selection). */
final class Selections {

    private static final int NONE = 0;
    private static final int POINTS = 1;
    private static final int HYPERSLAB = 2;
    private static final int ALL = 3;
    private static final int MAX_RANK = 32;
    private static final int MAX_BLOCKS = 1 << 16;
    private static final long MAX_EXTENT = 1L << 48;

    private Selections() {
    }

    /**
     * Reads a selection.
     *
     * @param shape number of elements of the array along each axis, all of which may be selected; null if it is not
     *              known
     * @return null if all elements of an array of unknown shape are selected
     */
    static Selection read(Fields body, long[] shape) throws IOException {
        int type = body.i32();
        int version = body.i32();
        return switch (type) {
            case NONE -> {
                body.skip(8);
                yield new BlockList(List.of(), List.of(), shape == null ? 1 : shape.length);
            }
            case POINTS -> throw new VolumeException("the virtual dataset selects single points of its sources, which"
                    + " is not supported; copy it to an ordinary dataset in h5py");
            case HYPERSLAB -> hyperslab(body, version);
            case ALL -> {
                body.skip(8);
                yield shape == null ? null : Hyperslab.all(shape);
            }
            default -> throw new IOException("the file is damaged: a selection has the unknown kind " + type);
        };
    }

    private static Selection hyperslab(Fields body, int version) throws IOException {
        boolean isRegular = false;
        int width;
        switch (version) {
            case 1 -> {
                body.skip(8);
                width = Integer.BYTES;
            }
            case 2 -> {
                isRegular = (body.u8() & 1) != 0;
                body.skip(4);
                width = Long.BYTES;
            }
            case 3 -> {
                isRegular = (body.u8() & 1) != 0;
                width = body.u8();
            }
            default -> throw new IOException("the file is damaged: a selection has the unknown version " + version);
        }
        int rank = body.count();
        if (rank < 1 || rank > MAX_RANK || width < 1 || width > Long.BYTES) {
            throw new IOException("the file is damaged: a selection has " + rank + " axes");
        }
        return isRegular ? regular(body, rank, width) : blocks(body, rank, width);
    }

    private static Selection regular(Fields body, int rank, int width) throws IOException {
        long[] start = new long[rank];
        long[] stride = new long[rank];
        long[] block = new long[rank];
        long[] length = new long[rank];
        int unlimited = 0;
        for (int d = 0; d < rank; d++) {
            start[d] = extent(body, width);
            stride[d] = extent(body, width);
            long count = extent(body, width);
            block[d] = extent(body, width);
            if (start[d] < 0 || stride[d] < 0) {
                throw damaged();
            }
            if (block[d] == Hyperslab.UNLIMITED) {
                block[d] = MAX_EXTENT;
                stride[d] = MAX_EXTENT;
                count = Hyperslab.UNLIMITED;
            }
            if (count == 1) {
                stride[d] = Math.max(1, block[d]);
            }
            if (block[d] == 0 || count == 0) {
                block[d] = 1;
                stride[d] = 1;
                count = 0;
            }
            length[d] = count == Hyperslab.UNLIMITED ? Hyperslab.UNLIMITED : count * block[d];
            unlimited += count == Hyperslab.UNLIMITED ? 1 : 0;
            if (stride[d] < block[d] || (double) count * stride[d] > MAX_EXTENT) {
                throw damaged();
            }
        }
        if (unlimited > 1) {
            throw damaged();
        }
        return new Hyperslab(start, stride, block, length);
    }

    private static Selection blocks(Fields body, int rank, int width) throws IOException {
        long count = body.length(width);
        if (count > MAX_BLOCKS) {
            throw new VolumeException("the virtual dataset selects " + count + " blocks of a source; at most "
                    + MAX_BLOCKS + " are supported");
        }
        List<long[]> starts = new ArrayList<>();
        List<long[]> ends = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            starts.add(corner(body, rank, width));
            ends.add(corner(body, rank, width));
            for (int d = 0; d < rank; d++) {
                if (ends.get(b)[d] < starts.get(b)[d]) {
                    throw damaged();
                }
            }
        }
        return new BlockList(starts, ends, rank);
    }

    private static long[] corner(Fields body, int rank, int width) throws IOException {
        long[] corner = new long[rank];
        for (int d = 0; d < rank; d++) {
            corner[d] = extent(body, width);
            if (corner[d] < 0) {
                throw damaged();
            }
        }
        return corner;
    }

    /** Reads a number below 2^48, or all bits set, which mean unlimited. */
    private static long extent(Fields body, int width) throws IOException {
        long value = body.unsigned(width);
        if (value == -1L >>> Long.SIZE - width * Byte.SIZE) {
            return Hyperslab.UNLIMITED;
        }
        if (value < 0 || value > MAX_EXTENT) {
            throw damaged();
        }
        return value;
    }

    private static IOException damaged() {
        return new IOException("the file is damaged: a selection of a virtual dataset is impossible");
    }
}
