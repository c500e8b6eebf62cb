package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.VolumeException;

/**
 * Writes a volume as an HDF5 file sequentially, which suits append-only file systems. Accepts encoded chunks in any
 * order and keeps twelve bytes per chunk in memory for the index at the end of the file. The header at the beginning
 * contains the size of the file, so the total size of all encoded chunks must be known in advance.
 */
public final class Hdf5VolumeWriter {

    private final OutputStream out;
    private final Hdf5VolumeSpec spec;
    private final ChunkIndexWriter tree;
    private final long chunkBytes;
    private final long[] addresses;
    private final int[] lengths;
    private final long start;
    private long position;
    private int written;

    /**
     * Writes the header.
     *
     * @param out        stream to write to; not closed by the writer. Buffering helps only if chunks are small
     * @param spec       specification of the dataset
     * @param chunkBytes total size of all encoded chunks in bytes
     */
    public Hdf5VolumeWriter(OutputStream out, Hdf5VolumeSpec spec, long chunkBytes) throws IOException {
        this.out = out;
        this.spec = spec;
        this.chunkBytes = chunkBytes;
        tree = new ChunkIndexWriter(spec);
        addresses = new long[spec.chunkCount()];
        lengths = new int[addresses.length];
        byte[] header = header(chunkBytes);
        start = header.length;
        position = start;
        out.write(header);
    }

    /**
     * Writes one chunk.
     *
     * @param channel  channel of the chunk
     * @param position position in the grid of chunks (z, y, x)
     * @param stored   chunk encoded by {@link ChunkEncoder#encode}
     * @throws VolumeException if the chunk has already been written, or the chunks exceed the declared size
     */
    public void writeChunk(int channel, Vec3 position, byte[] stored) throws IOException {
        int number = spec.chunkNumber(channel, position);
        if (lengths[number] > 0) {
            throw new VolumeException(describe(number) + " was written twice");
        }
        if (stored.length == 0 || this.position - start + stored.length > chunkBytes) {
            throw new VolumeException(describe(number) + " has " + stored.length + " bytes, but "
                    + (chunkBytes - this.position + start) + " are left of the " + chunkBytes
                    + " bytes declared for all chunks");
        }
        out.write(stored);
        addresses[number] = this.position;
        lengths[number] = stored.length;
        this.position += stored.length;
        written++;
    }

    /**
     * Completes the file by writing the index. Flushes the stream and leaves it open.
     *
     * @throws VolumeException if a chunk is missing, or the chunks are smaller than declared
     */
    public void finish() throws IOException {
        requireAllChunks();
        if (position - start != chunkBytes) {
            throw new VolumeException("the chunks have " + (position - start) + " bytes, but " + chunkBytes
                    + " were declared");
        }
        writeIndex();
    }

    /** Creates a writer for a file whose header is rewritten at the end, so the chunks may have any total size. */
    static Hdf5VolumeWriter withUnknownLength(OutputStream out, Hdf5VolumeSpec spec) throws IOException {
        return new Hdf5VolumeWriter(out, spec, Long.MAX_VALUE >> 1);
    }

    /**
     * Writes the index of a file of {@link #withUnknownLength} and returns the header to write over the provisional
     * one.
     */
    byte[] finishAndEncodeHeader() throws IOException {
        requireAllChunks();
        writeIndex();
        return header(position - start);
    }

    private byte[] header(long bytes) {
        long treeStart = Hdf5Header.encode(spec, 0, 0).length + bytes;
        return Hdf5Header.encode(spec, tree.rootAddress(treeStart), treeStart + tree.bytes());
    }

    private void writeIndex() throws IOException {
        tree.write(out, position, addresses, lengths);
        out.flush();
    }

    private void requireAllChunks() {
        for (int number = 0; written < lengths.length && number < lengths.length; number++) {
            if (lengths[number] == 0) {
                throw new VolumeException(describe(number) + " is missing (" + (lengths.length - written) + " of "
                        + lengths.length + " chunks are missing)");
            }
        }
    }

    private String describe(int number) {
        int[] coordinates = spec.chunkCoordinates(number);
        Vec3 position = new Vec3(coordinates[1], coordinates[2], coordinates[3]);
        return "chunk " + position + " of channel " + coordinates[0];
    }
}
