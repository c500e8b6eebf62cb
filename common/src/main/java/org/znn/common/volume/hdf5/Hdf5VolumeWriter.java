package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.VolumeException;

/**
 * Writes one volume as an HDF5 file from front to back, so that the file may lie where nothing can be changed once it
 * is written. Chunks come compressed and in any order; twelve bytes a chunk are kept for the index at the end. Because
 * the header in front names the end of the file, the compressed bytes of all chunks must be known before the first.
 */
public final class Hdf5VolumeWriter {

    private final OutputStream out;
    private final Hdf5VolumeSpec spec;
    private final ChunkTree tree;
    private final long chunkBytes;
    private final long[] addresses;
    private final int[] lengths;
    private final long start;
    private long position;
    private int written;

    /**
     * Writes what stands before the chunks.
     *
     * @param out        left open; should be buffered only where chunks are small
     * @param chunkBytes sum of the lengths of all chunks to come
     */
    public Hdf5VolumeWriter(OutputStream out, Hdf5VolumeSpec spec, long chunkBytes) throws IOException {
        this.out = out;
        this.spec = spec;
        this.chunkBytes = chunkBytes;
        tree = new ChunkTree(spec);
        addresses = new long[spec.chunks()];
        lengths = new int[addresses.length];
        byte[] header = header(chunkBytes);
        start = header.length;
        position = start;
        out.write(header);
    }

    /** Bytes of the finished file. */
    public static long fileBytes(Hdf5VolumeSpec spec, long chunkBytes) {
        return Hdf5Header.bytes(spec, 0, 0).length + chunkBytes + new ChunkTree(spec).bytes();
    }

    /**
     * Writes one chunk.
     *
     * @param position on the grid of chunks (z, y, x)
     * @param stored   as {@link ChunkCodec#encode} made it
     * @throws VolumeException where the chunk was written before, or the chunks are longer than was announced
     */
    public void writeChunk(int channel, Vec3 position, byte[] stored) throws IOException {
        int number = spec.number(channel, position);
        if (lengths[number] > 0) {
            throw new VolumeException(describe(number) + " was written twice");
        }
        if (stored.length == 0 || this.position - start + stored.length > chunkBytes) {
            throw new VolumeException(describe(number) + " has " + stored.length + " bytes after "
                    + (this.position - start) + ", but " + chunkBytes + " were announced for all chunks");
        }
        out.write(stored);
        addresses[number] = this.position;
        lengths[number] = stored.length;
        this.position += stored.length;
        written++;
    }

    /**
     * Writes the index, after which the file is complete; flushes the stream and leaves it open.
     *
     * @throws VolumeException where a chunk is missing, which it names, or the chunks are shorter than was announced
     */
    public void finish() throws IOException {
        requireAllChunks();
        if (position - start != chunkBytes) {
            throw new VolumeException("the chunks have " + (position - start) + " bytes, but " + chunkBytes
                    + " were announced");
        }
        writeIndex();
    }

    /** For a file whose header is written again at the end: any number of bytes may come. */
    static Hdf5VolumeWriter unannounced(OutputStream out, Hdf5VolumeSpec spec) throws IOException {
        return new Hdf5VolumeWriter(out, spec, Long.MAX_VALUE >> 1);
    }

    /** Writes the index of an {@link #unannounced} file and returns the header that it must have. */
    byte[] finishUnannounced() throws IOException {
        requireAllChunks();
        writeIndex();
        return header(position - start);
    }

    private byte[] header(long bytes) {
        long treeStart = Hdf5Header.bytes(spec, 0, 0).length + bytes;
        return Hdf5Header.bytes(spec, tree.rootAddress(treeStart), treeStart + tree.bytes());
    }

    private void writeIndex() throws IOException {
        tree.write(out, position, addresses, lengths);
        out.flush();
    }

    private void requireAllChunks() {
        for (int number = 0; written < lengths.length && number < lengths.length; number++) {
            if (lengths[number] == 0) {
                throw new VolumeException(describe(number) + " is missing, and " + (lengths.length - written - 1)
                        + " more of " + lengths.length);
            }
        }
    }

    private String describe(int number) {
        int[] place = spec.place(number);
        return "the chunk " + new Vec3(place[1], place[2], place[3]) + " of channel " + place[0];
    }
}
