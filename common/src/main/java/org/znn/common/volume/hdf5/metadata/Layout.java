package org.znn.common.volume.hdf5.metadata;

import java.io.IOException;
import java.util.Arrays;
import org.znn.common.volume.VolumeException;

/** Where the elements of a dataset are stored (File Format Specification, IV.A.2.i). */
public sealed interface Layout {

    /** The elements stand in the object header. */
    record Compact(Fields bytes) implements Layout {
    }

    /** The elements stand one after another from an address on, which is undefined if none was ever written. */
    record Contiguous(long address) implements Layout {
    }

    /** The elements are those of other datasets, which an object of a global heap lists. */
    record Virtual(long heap, int object) implements Layout {
    }

    /**
     * The elements stand in chunks.
     *
     * @param shape            number of elements of a chunk along each axis
     * @param kind             kind of the index of the chunks
     * @param hasPlainEdges    whether chunks that reach beyond the end of the dataset are not filtered
     * @param isSingleFiltered whether the only chunk of an index of the kind SINGLE is filtered
     * @param parameters       parameters of the index
     * @param address          address of the index; undefined if no chunk was ever written
     */
    record Chunked(int[] shape, IndexKind kind, boolean hasPlainEdges, boolean isSingleFiltered, Fields parameters,
            long address) implements Layout {
    }

    /** Kind of an index of chunks. */
    enum IndexKind {
        BTREE1, SINGLE, IMPLICIT, FIXED_ARRAY, EXTENSIBLE_ARRAY, BTREE2
    }

    /** Reads a data layout message of version 1 to 5. */
    static Layout read(Fields body) throws IOException {
        int version = body.u8();
        return switch (version) {
            case 1, 2 -> old(body);
            case 3, 4, 5 -> recent(body, version);
            default -> throw new VolumeException("the dataset has the layout version " + version + ", which is not"
                    + " supported; convert the file with: h5repack --high=2 FILE NEW_FILE");
        };
    }

    private static Layout old(Fields body) throws IOException {
        int dimensions = body.u8();
        int kind = body.u8();
        body.skip(5);
        long address = kind == 0 ? 0 : body.address();
        long[] shape = new long[dimensions];
        for (int d = 0; d < dimensions; d++) {
            shape[d] = body.u32();
        }
        return switch (kind) {
            case 0 -> new Compact(body.part(body.count()));
            case 1 -> new Contiguous(address);
            case 2 -> chunked(withoutElement(shape), IndexKind.BTREE1, 0, body.part(0), address);
            default -> throw unknown(kind);
        };
    }

    private static Layout recent(Fields body, int version) throws IOException {
        int kind = body.u8();
        return switch (kind) {
            case 0 -> new Compact(body.part(body.u16()));
            case 1 -> new Contiguous(body.address());
            case 2 -> version == 3 ? chunked3(body) : chunked4(body);
            case 3 -> new Virtual(body.address(), body.count());
            default -> throw unknown(kind);
        };
    }

    private static Layout chunked3(Fields body) throws IOException {
        long[] shape = new long[body.u8()];
        long address = body.address();
        for (int d = 0; d < shape.length; d++) {
            shape[d] = body.u32();
        }
        return chunked(withoutElement(shape), IndexKind.BTREE1, 0, body.part(0), address);
    }

    private static Layout chunked4(Fields body) throws IOException {
        int flags = body.u8();
        long[] shape = new long[body.u8()];
        int width = body.u8();
        for (int d = 0; d < shape.length; d++) {
            shape[d] = body.length(width);
        }
        int index = body.u8();
        int parameterBytes = switch (index) {
            case 1 -> (flags & 2) == 0 ? 0 : body.lengthBytes() + Integer.BYTES;
            case 2 -> 0;
            case 3 -> 1;
            case 4 -> 5;
            case 5 -> 6;
            default -> throw new IOException("the file is damaged: the chunks have an index of the unknown kind "
                    + index);
        };
        Fields parameters = body.part(parameterBytes);
        return chunked(withoutElement(shape), IndexKind.values()[index], flags, parameters, body.address());
    }

    private static Layout chunked(long[] shape, IndexKind kind, int flags, Fields parameters, long address)
            throws IOException {
        for (long n : shape) {
            if (n < 1 || n > Integer.MAX_VALUE) {
                throw new IOException("the chunks have the impossible shape " + Arrays.toString(shape)
                        + ": the file is damaged");
            }
        }
        int[] sizes = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        return new Chunked(sizes, kind, (flags & 1) != 0, (flags & 2) != 0, parameters, address);
    }

    /** Removes the last entry, the size of an element in bytes. */
    private static long[] withoutElement(long[] shape) throws IOException {
        if (shape.length < 2) {
            throw new IOException("the chunks have no axes: the file is damaged");
        }
        return Arrays.copyOf(shape, shape.length - 1);
    }

    private static IOException unknown(int kind) {
        return new IOException("the file is damaged: the dataset has a layout of the unknown kind " + kind);
    }
}
