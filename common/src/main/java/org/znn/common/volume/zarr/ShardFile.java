package org.znn.common.volume.zarr;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.chunked.ByteCodec;
import org.znn.common.volume.chunked.ChunkSize;
import org.znn.common.volume.storage.ByteSource;

/** An open file that holds a shard. Reads only the index and the chunks that are asked for. */
final class ShardFile implements Closeable {

    /** Position and size of a chunk that was never written. */
    private static final long MISSING = -1;

    private final ByteSource file;
    private final List<ShardLevel> levels;
    private final Range[] ranges;
    private final ByteBuffer[] indices;

    /** A part of the file. */
    private record Range(long start, long length) {
    }

    /**
     * Takes ownership of a file.
     *
     * @param levels levels of shards, outermost first
     */
    ShardFile(ByteSource file, List<ShardLevel> levels) {
        this.file = file;
        this.levels = levels;
        ranges = new Range[levels.size()];
        indices = new ByteBuffer[levels.size()];
    }

    /**
     * Reads a chunk.
     *
     * @param element position in the array of its first element
     * @return encoded chunk; empty if it was never written
     * @throws IOException if the shard is damaged
     */
    Optional<byte[]> read(int[] element) throws IOException {
        Range range = new Range(0, file.length());
        for (int i = 0; i < levels.size(); i++) {
            ShardLevel level = levels.get(i);
            if (!range.equals(ranges[i])) {
                indices[i] = readIndex(level, range);
                ranges[i] = range;
            }
            int entry = level.number(element) * ShardLevel.ENTRY_BYTES;
            long offset = indices[i].getLong(entry);
            long length = indices[i].getLong(entry + Long.BYTES);
            if (offset == MISSING && length == MISSING) {
                return Optional.empty();
            }
            if (offset < 0 || length < 0 || offset > range.length - length) {
                throw new IOException("the index of a shard points outside it: the file is damaged");
            }
            range = new Range(range.start + offset, length);
        }
        if (range.length > ChunkSize.max()) {
            throw new IOException("a chunk in a shard has " + range.length + " bytes, more than the heap allows");
        }
        return Optional.of(file.read(range.start, (int) range.length, ByteOrder.BIG_ENDIAN).array());
    }

    private ByteBuffer readIndex(ShardLevel level, Range range) throws IOException {
        if (range.length < level.indexBytes()) {
            throw new IOException("a shard of " + range.length + " bytes is shorter than its index of "
                    + level.indexBytes() + " bytes: the file is damaged");
        }
        long start = level.indexFirst() ? range.start : range.start + range.length - level.indexBytes();
        byte[] index = file.read(start, level.indexBytes(), level.indexOrder()).array();
        for (int i = level.indexCodecs().size() - 1; i >= 0; i--) {
            ByteCodec codec = level.indexCodecs().get(i);
            index = codec.decode(index, level.indexBytes());
        }
        return ByteBuffer.wrap(index).order(level.indexOrder());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
