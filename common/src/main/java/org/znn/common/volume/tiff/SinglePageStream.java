package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A TIFF file that seems to have one page only: its header points to that page's directory, after which none follows.
 * So a decoder that walks along all directories does no more for page 10,000 than for the first.
 */
final class SinglePageStream extends ImageInputStreamImpl {

    private static final int BUFFER = 1 << 13;

    private final TiffFile file;
    private final TiffPage page;
    private final byte[] buffer = new byte[BUFFER];
    private long bufferStart;
    private int bufferLength;

    SinglePageStream(TiffFile file, TiffPage page) {
        this.file = file;
        this.page = page;
        setByteOrder(file.order());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        checkClosed();
        bitOffset = 0;
        int count = (int) Math.min(length, file.source().length() - streamPos);
        if (count <= 0) {
            return length == 0 ? 0 : -1;
        }
        if (count >= BUFFER) {
            readPatched(streamPos, target, offset, count);
        } else {
            if (streamPos < bufferStart || streamPos + count > bufferStart + bufferLength) {
                bufferLength = (int) Math.min(BUFFER, file.source().length() - streamPos);
                bufferStart = streamPos;
                readPatched(bufferStart, buffer, 0, bufferLength);
            }
            System.arraycopy(buffer, (int) (streamPos - bufferStart), target, offset, count);
        }
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return file.source().length();
    }

    private void readPatched(long position, byte[] target, int offset, int count) throws IOException {
        file.source().readFully(position, target, offset, count);
        patch(file.firstOffsetPosition(), page.directory(), position, target, offset, count);
        patch(page.nextPosition(), 0, position, target, offset, count);
    }

    /** Replaces the part of the offset stored at {@code at} that lies among the bytes just read. */
    private void patch(long at, long value, long position, byte[] target, int offset, int count) {
        int width = file.offsetBytes();
        for (int i = 0; i < width; i++) {
            long where = at + i - position;
            if (where >= 0 && where < count) {
                int place = file.order() == ByteOrder.LITTLE_ENDIAN ? i : width - 1 - i;
                target[offset + (int) where] = (byte) (value >>> (place * Byte.SIZE));
            }
        }
    }
}
