package org.znn.common.volume.n5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.znn.common.volume.chunked.ChunkFile;
import org.znn.common.volume.chunked.ChunkFiles;
import org.znn.common.volume.chunked.ChunkLayout;
import org.znn.common.volume.chunked.StoredPath;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.GridSource;
import org.znn.common.volume.storage.Storage;

/**
 * Loads and decodes the blocks of an array. The file of a block begins with a header, big-endian: uint16 mode, uint16
 * number of axes, and for each axis, fastest first, uint32 number of elements. Encoded elements follow, big-endian.
 */
final class N5Blocks implements GridSource.ChunkLoader {

    private static final int MAX_MODE = 2;

    private final Storage storage;
    private final String folder;
    private final N5Array array;
    private final ChunkLayout layout;

    /**
     * Creates the loader of an array.
     *
     * @param folder folder of the array
     * @param layout four axes of the blocks
     */
    N5Blocks(Storage storage, String folder, N5Array array, ChunkLayout layout) {
        this.storage = storage;
        this.folder = folder;
        this.array = array;
        this.layout = layout;
    }

    @Override
    public Optional<ByteBuffer> load(int[] index) throws IOException {
        int[] position = layout.gridIndex(index);
        String name = name(position);
        try {
            Optional<byte[]> stored = ChunkFile.read(storage, StoredPath.resolve(folder, name));
            return stored.isEmpty() ? Optional.empty() : Optional.of(decode(stored.get(), position));
        } catch (IOException e) {
            throw new IOException("block " + name + ": " + ErrorMessages.describe(e), e);
        }
    }

    private static String name(int[] position) {
        return Arrays.stream(N5Array.reversed(position)).mapToObj(Integer::toString)
                .collect(Collectors.joining("/"));
    }

    /** Returns the files that hold the blocks. */
    ChunkFiles files() {
        return ChunkFiles.of(folder, array.shape(), array.block(), N5Blocks::name);
    }

    private ByteBuffer decode(byte[] stored, int[] position) throws IOException {
        int[] extent = extent(stored, position);
        int header = headerBytes();
        int bytes = Arrays.stream(extent).reduce(array.type().bytes(), (a, b) -> a * b);
        byte[] plain = array.codec().decode(Arrays.copyOfRange(stored, header, stored.length), bytes);
        if (plain.length != bytes) {
            throw new IOException("the block has " + plain.length + " bytes instead of " + bytes
                    + ": the file is damaged");
        }
        return ByteBuffer.wrap(layout.withoutDroppedAxes(plain, extent, array.type().bytes()))
                .order(ByteOrder.BIG_ENDIAN);
    }

    /** Reads the number of elements of a block, which may be cut at the end of the array. */
    private int[] extent(byte[] stored, int[] position) throws IOException {
        int rank = array.shape().length;
        if (stored.length < headerBytes()) {
            throw new IOException("the block is shorter than its header: the file is damaged");
        }
        ByteBuffer header = ByteBuffer.wrap(stored);
        int mode = header.getShort(0) & 0xFFFF;
        if (mode > 0) {
            throw new IOException(mode <= MAX_MODE ? "the block holds elements of varying length or objects, not voxels"
                    : "the mode of the block is unknown: the file is damaged");
        }
        int[] extent = N5Array.reversed(IntStream.range(0, rank).map(d -> header.getInt(4 + 4 * d)).toArray());
        int[] inside = new int[rank];
        for (int d = 0; d < rank; d++) {
            inside[d] = (int) Math.min(array.block()[d], array.shape()[d] - (long) position[d] * array.block()[d]);
        }
        boolean isRank = (header.getShort(2) & 0xFFFF) == rank;
        if (!isRank || !Arrays.equals(extent, array.block()) && !Arrays.equals(extent, inside)) {
            throw new IOException("the block has the shape " + unsigned(N5Array.reversed(extent))
                    + " instead of " + Arrays.toString(N5Array.reversed(inside)) + " (x,y,z): the file is damaged");
        }
        return extent;
    }

    /** Formats a shape whose numbers a damaged file may set to any 32 bits. */
    private static String unsigned(int[] shape) {
        return Arrays.toString(Arrays.stream(shape).mapToLong(Integer::toUnsignedLong).toArray());
    }

    private int headerBytes() {
        return 4 + 4 * array.shape().length;
    }
}
