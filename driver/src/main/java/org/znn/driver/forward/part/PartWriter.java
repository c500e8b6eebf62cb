package org.znn.driver.forward.part;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.znn.common.geometry.Vec3;

/**
 * Writes part files: {@code ZNNPART1}, fingerprint, block number, number of chunks, position and length of each chunk,
 * a CRC-32C of all this, the bytes of the chunks, and a CRC-32C of everything before it.
 */
public final class PartWriter {

    static final long MAGIC = 0x5a4e4e5041525431L;

    private PartWriter() {
    }

    /** Writes the whole part; leaves the stream open. */
    public static void write(OutputStream stream, PartHeader header, List<byte[]> bytes) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeLong(MAGIC);
        out.writeUTF(header.fingerprint());
        out.writeLong(header.block());
        out.writeInt(header.chunks().size());
        for (PartChunk chunk : header.chunks()) {
            Vec3 position = chunk.position();
            out.writeInt(chunk.output());
            out.writeInt(chunk.channel());
            out.writeInt(position.z());
            out.writeInt(position.y());
            out.writeInt(position.x());
            out.writeInt(chunk.length());
        }
        out.writeLong(checked.getChecksum().getValue());
        for (byte[] chunk : bytes) {
            out.write(chunk);
        }
        out.flush();
        new DataOutputStream(stream).writeLong(checked.getChecksum().getValue());
    }
}
