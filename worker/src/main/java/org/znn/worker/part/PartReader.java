package org.znn.worker.part;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.znn.common.geometry.Vec3;

/** Reads a part from front to back: its header, then each chunk's bytes, then the checksum. */
public final class PartReader implements Closeable {

    private final String name;
    private final InputStream stream;
    private final CheckedInputStream checked;
    private final DataInputStream in;
    private final PartHeader header;
    private int next;

    /**
     * Opens a part and reads its header.
     *
     * @param length of the file, against lengths that cannot be true
     * @throws PartException where this is no part, or a damaged one
     */
    public PartReader(String name, InputStream file, long length) throws IOException {
        this.name = name;
        stream = new BufferedInputStream(file, 1 << 16);
        checked = new CheckedInputStream(stream, new CRC32C());
        in = new DataInputStream(checked);
        try {
            if (in.readLong() != PartWriter.MAGIC) {
                throw new PartException(name, "it does not begin as a part does");
            }
            String fingerprint = in.readUTF();
            long block = in.readLong();
            header = new PartHeader(fingerprint, block, readChunks(length));
            requireChecksum(in);
        } catch (EOFException e) {
            throw new PartException(name, "it ends within its header");
        } catch (UTFDataFormatException e) {
            throw new PartException(name, "its header is not text where it should be");
        }
    }

    private List<PartChunk> readChunks(long fileLength) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > fileLength / 24) {
            throw new PartException(name, "it claims " + count + " chunks in " + fileLength + " bytes");
        }
        List<PartChunk> chunks = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            int output = in.readInt();
            int channel = in.readInt();
            Vec3 position = new Vec3(in.readInt(), in.readInt(), in.readInt());
            PartChunk chunk = new PartChunk(output, channel, position, in.readInt());
            bytes += chunk.length();
            if (chunk.length() < 0 || bytes > fileLength) {
                throw new PartException(name, "its chunks are longer than the file");
            }
            chunks.add(chunk);
        }
        return chunks;
    }

    public PartHeader header() {
        return header;
    }

    /** The bytes of the next chunk, in the header's order; after the last one the checksum is compared. */
    public byte[] next() throws IOException {
        byte[] bytes = new byte[header.chunks().get(next).length()];
        try {
            in.readFully(bytes);
            next++;
            if (next == header.chunks().size()) {
                requireChecksum(new DataInputStream(stream));
            }
            return bytes;
        } catch (EOFException e) {
            throw new PartException(name, "it ends within a chunk");
        }
    }

    /** Compares what was read so far with the checksum that comes next. */
    private void requireChecksum(DataInputStream from) throws IOException {
        long computed = checked.getChecksum().getValue();
        if (from.readLong() != computed) {
            throw new PartException(name, "its checksum does not agree with its content");
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
