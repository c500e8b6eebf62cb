package org.znn.driver.forward.part;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storage;

/** The folder of the finished blocks of a sample, one part file per block. A file under its final name is complete. */
public final class PartFolder {

    private static final Pattern NAME = Pattern.compile("block-(\\d{1,9})\\.part");

    private final Storage storage;
    private final String path;

    public PartFolder(Storage storage, String path) {
        this.storage = storage;
        this.path = path;
    }

    private String file(long block) {
        return path + "/block-" + block + ".part";
    }

    /** Writes the part of a block to a temporary file and renames it; replaces the part of an earlier attempt. */
    public void commit(PartHeader header, List<byte[]> chunks) throws IOException {
        try (PendingFile pending = PendingFile.create(storage, file(header.block()))) {
            OutputStream out = new BufferedOutputStream(pending.stream(), 1 << 20);
            PartWriter.write(out, header, chunks);
            out.flush();
            pending.commit();
        }
    }

    /** Numbers of the blocks whose parts exist. */
    public BitSet finished() throws IOException {
        BitSet finished = new BitSet();
        for (String name : storage.list(path)) {
            Matcher matcher = NAME.matcher(name);
            if (matcher.matches()) {
                finished.set(Integer.parseInt(matcher.group(1)));
            }
        }
        return finished;
    }

    /** Opens the part of a block. */
    public PartReader open(long block) throws IOException {
        ByteSource source = storage.open(file(block));
        return new PartReader(file(block), new SourceStream(source), source.length());
    }

    /** Sequential view of a byte source. */
    private static final class SourceStream extends InputStream {

        private final ByteSource source;
        private long position;

        SourceStream(ByteSource source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int left = (int) Math.min(count, source.length() - position);
            if (left <= 0) {
                return count == 0 ? 0 : -1;
            }
            source.readFully(position, target, offset, left);
            position += left;
            return left;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
