package org.znn.driver.forward.part;

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

/** Reads a part file sequentially: the header, the bytes of each chunk, the checksum. */
public final class PartReader implements Closeable {

    /** Bytes of the header per chunk: six integers. */
    private static final int CHUNK_ENTRY_BYTES = 6 * Integer.BYTES;

    private final String name;
    private final InputStream stream;
    private final CheckedInputStream checked;
    private final DataInputStream in;
    private final PartHeader header;
    private int next;

    /**
     * Opens a part and reads its header.
     *
     * @param length length of the file in bytes, to detect impossible chunk lengths
     * @throws PartException if the file is not a part, is damaged or cannot be read
     */
    public PartReader(String name, InputStream file, long length) {
        this.name = name;
        stream = new BufferedInputStream(file, 1 << 16);
        checked = new CheckedInputStream(stream, new CRC32C());
        in = new DataInputStream(checked);
        try {
            if (in.readLong() != PartWriter.MAGIC) {
                throw new PartException(name, "it does not start with the signature of a part");
            }
            String fingerprint = in.readUTF();
            long block = in.readLong();
            header = new PartHeader(fingerprint, block, readChunks(length));
            requireChecksum(in);
        } catch (EOFException e) {
            throw new PartException(name, "it ends inside its header");
        } catch (UTFDataFormatException e) {
            throw new PartException(name, "the fingerprint in its header is not valid text");
        } catch (IOException e) {
            throw new PartException(name, e);
        }
    }

    private List<PartChunk> readChunks(long fileLength) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > fileLength / CHUNK_ENTRY_BYTES) {
            throw new PartException(name, "it claims to hold " + count + " chunks in " + fileLength + " bytes");
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

    /**
     * Reads the bytes of the next chunk, in the order of the header, and verifies the checksum after the last one.
     *
     * @throws PartException if the file is damaged or cannot be read
     */
    public byte[] next() {
        byte[] bytes = new byte[header.chunks().get(next).length()];
        try {
            in.readFully(bytes);
            next++;
            if (next == header.chunks().size()) {
                requireChecksum(new DataInputStream(stream));
            }
            return bytes;
        } catch (EOFException e) {
            throw new PartException(name, "it ends inside a chunk");
        } catch (IOException e) {
            throw new PartException(name, e);
        }
    }

    /** Verifies the bytes read so far against the checksum that follows them. */
    private void requireChecksum(DataInputStream from) throws IOException {
        long computed = checked.getChecksum().getValue();
        if (from.readLong() != computed) {
            throw new PartException(name, "its checksum does not match its content");
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
