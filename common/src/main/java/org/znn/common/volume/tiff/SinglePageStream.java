package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Presents one page of a TIFF file as a single-page file: patches the header to point to the directory of the page, and
 * the directory to have no successor. A decoder that walks the chain of directories is then as fast for page 10,000 as
 * for the first page.
 */
final class SinglePageStream extends ImageInputStreamImpl {

    private static final int BUFFER_SIZE = 1 << 13;

    private final TiffFile file;
    private final TiffPage page;
    private final byte[] buffer = new byte[BUFFER_SIZE];
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
        if (count >= BUFFER_SIZE) {
            readPatched(streamPos, target, offset, count);
        } else {
            if (streamPos < bufferStart || streamPos + count > bufferStart + bufferLength) {
                bufferLength = (int) Math.min(BUFFER_SIZE, file.source().length() - streamPos);
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

    /**
     * Replaces the bytes of a stored offset that are part of the range just read.
     *
     * @param field    position in the file of the offset to replace
     * @param value    new value of the offset
     * @param position position in the file of the range
     * @param target   array that the range was read into
     * @param offset   index in the target of the first byte of the range
     * @param count    size of the range in bytes
     */
    private void patch(long field, long value, long position, byte[] target, int offset, int count) {
        int width = file.offsetBytes();
        for (int i = 0; i < width; i++) {
            long index = field + i - position;
            if (index >= 0 && index < count) {
                int significance = file.order() == ByteOrder.LITTLE_ENDIAN ? i : width - 1 - i;
                target[offset + (int) index] = (byte) (value >>> (significance * Byte.SIZE));
            }
        }
    }
}
